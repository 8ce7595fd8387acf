import { t } from '../../i18n/t.ts';
import { mount } from '../hooks/mount.ts';
import { SidePanel } from './SidePanel.tsx';

mount(<SidePanel />, t('extensionName'));
