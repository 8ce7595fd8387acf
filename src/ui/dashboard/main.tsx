import { t } from '../../i18n/t.ts';
import { mount } from '../hooks/mount.ts';
import { Dashboard } from './Dashboard.tsx';

mount(<Dashboard />, t('dashboardTitle'));
