import { t } from '../../i18n/t.ts';
import { timeZone } from '../../platform/clock.ts';
import { glanceAt } from '../../storage/glance.ts';
import { mount } from '../hooks/mount.ts';
import { earlyDue } from './early-read.ts';
import { Popup } from './Popup.tsx';

mount(<Popup due={earlyDue.then(raw => glanceAt(raw, timeZone()))} />, t('extensionName'));
performance.mark('vouch:form-ready');
