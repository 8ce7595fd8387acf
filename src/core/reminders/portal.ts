import { addDays, laterOf } from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { MentorFacts } from './facts.ts';
import { knownOn, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import { isOfBefore, refreshOn, requestable } from './refresh.ts';
import type { WantedReminder } from './reminder.ts';

/** The request is part of refreshing a yes, and is reminded of by itself only when that did not bring it about. */
const AFTER_REFRESH_DAYS = 7;

/** Portal: promised, the season is open, and not yet requested. */
export function portal(facts: MentorFacts, { rulesOff }: Settings): WantedReminder[] {
  const isRefreshOn = !rulesOff.includes('refresh');
  return lettersUnderWay(facts).flatMap(about => {
    const request = requestable(about);
    if (request === null) return [];
    const { yesOn, opensOn } = request;
    const possibleOn = laterOf(yesOn, opensOn);
    return [
      {
        ...ofLetter(about),
        rule: 'portal',
        occurrence: possibleOn,
        dueOn:
          isRefreshOn && isOfBefore(request)
            ? addDays(refreshOn(about, request), AFTER_REFRESH_DAYS)
            : knownOn(possibleOn, about.letter, 'answeredOn'),
        reason: { type: 'portal', since: yesOn, ...named(about), opensOn },
      },
    ];
  });
}
