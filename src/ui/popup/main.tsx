import { t } from '../../i18n/t.ts';
import { timeZone } from '../../platform/clock.ts';
import { glanceAt } from '../../storage/glance.ts';
import { earlyDue } from '../early-read.ts';
import { mount } from '../hooks/mount.ts';
import { Popup } from './Popup.tsx';

mount(<Popup due={(earlyDue ?? Promise.resolve(null)).then(raw => glanceAt(raw, timeZone()))} />, t('extensionName'));
performance.mark('vouch:form-ready');
