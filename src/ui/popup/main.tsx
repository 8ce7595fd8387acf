import { t } from '../../i18n/t.ts';
import { mount } from '../hooks/mount.ts';
import { loadDue } from './load-due.ts';
import { Popup } from './Popup.tsx';

const due = loadDue();
mount(<Popup due={due} />, t('extensionName'));
performance.mark('vouch:form-ready');
