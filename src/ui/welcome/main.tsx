import { t } from '../../i18n/t.ts';
import { mount } from '../hooks/mount.ts';
import { Welcome } from './Welcome.tsx';

mount(<Welcome />, t('welcomeDocumentTitle'));
