import type { Milestone } from '../../core/milestone.ts';
import type { IconName } from '../components/Icon.tsx';

export const NEWS_ICONS: Readonly<Record<Milestone['kind'], IconName>> = {
  exam: 'check',
  paper: 'page',
  talk: 'chat',
  award: 'star',
  service: 'heart',
  leadership: 'flag',
  interview: 'users',
  match: 'mail',
  other: 'info',
};
