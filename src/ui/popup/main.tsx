import { t } from '../../i18n/t.ts';
import { glanceAt } from '../../storage/glance.ts';
import { mount } from '../hooks/mount.ts';
import { earlyDue } from './early-read.ts';
import { Popup } from './Popup.tsx';

mount(<Popup due={earlyDue.then(glanceAt)} />, t('extensionName'));
performance.mark('vouch:form-ready');
