import { addDays, type LocalDate, laterOf } from '../dates.ts';
import type { Settings } from '../settings.ts';
import type { LetterFacts, MentorFacts } from './facts.ts';
import { knownOn, latestOf, lettersUnderWay, named, ofLetter } from './letter-rule.ts';
import { isOfBefore, promisedOn, refreshOn, requestable } from './refresh.ts';
import type { WantedReminder } from './reminder.ts';

/** The request is part of refreshing a yes, and is reminded of by itself only when that did not bring it about. */
const AFTER_REFRESH_DAYS = 7;

/** How long after the yes, or the packet that followed it, a letter whose season's opening day nobody knows is spoken of. */
const NO_DAY_AFTER_DAYS = 14;

/**
 * Portal: promised, the season is open, and not yet requested. While its opening day is not known the student is to look it
 * up, so that no promise is forgotten for want of a date; once it is known, that is another occurrence.
 */
export function portal(facts: MentorFacts, { rulesOff }: Settings): WantedReminder[] {
  const isRefreshOn = !rulesOff.includes('refresh');
  return lettersUnderWay(facts).flatMap(about => {
    const request = requestable(about);
    if (request === null) {
      const yesOn = promisedOn(about);
      return yesOn === null ? [] : [withoutDay(about, yesOn)];
    }
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

function withoutDay(about: LetterFacts, yesOn: LocalDate): WantedReminder {
  const from = latestOf(yesOn, about.letter.packetSentOn) ?? yesOn;
  return {
    ...ofLetter(about),
    rule: 'portal',
    occurrence: `no-day-${yesOn}`,
    dueOn: knownOn(addDays(from, NO_DAY_AFTER_DAYS), about.letter, 'answeredOn'),
    reason: { type: 'portal', since: yesOn, ...named(about), opensOn: null },
  };
}
