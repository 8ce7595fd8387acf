import './packet.css';
import { t } from '../../i18n/t.ts';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useLive } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { PacketView } from './PacketView.tsx';
import { readPacket } from './read-packet.ts';

export interface PacketPageProps {
  readonly letterId: string;
  readonly toasts: Toasts;
}

/** What one writer is given to write from, made from the log: chosen on the left, printed on the right. */
export function PacketPage({ letterId, toasts }: PacketPageProps) {
  const live = useLive(reader => readPacket(reader, letterId), [letterId]);
  const back = { href: '#/letters', label: t('navLetters') };
  if (live.state === 'ready' && live.value !== null) {
    return <PacketView key={letterId} records={live.value} toasts={toasts} />;
  }
  return (
    <>
      <PageHeader title={t('packetTitle')} back={back} />
      {live.state === 'loading' && (
        <Card>
          <Loading label={t('loading')} lines={8} />
        </Card>
      )}
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'ready' && (
        <EmptyState
          title={t('packetNoLetter')}
          drawing="letter"
          action={
            <a class="button primary size-m" href="#/letters">
              <Icon name="page" />
              {t('packetToLetters')}
            </a>
          }
        >
          <p>{t('packetNoLetterText')}</p>
        </EmptyState>
      )}
    </>
  );
}
