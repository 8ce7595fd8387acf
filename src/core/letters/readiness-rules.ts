import { CHECKED_ON, old, SOURCES, type Source } from '../seasons/source.ts';

/** What is judged, in the order in which it is shown. */
export const READINESS_RULES = ['time', 'seen', 'feedback', 'recent', 'writer', 'specialty', 'spread', 'rank'] as const;
export type ReadinessRule = (typeof READINESS_RULES)[number];

export interface RuleSource {
  /** Whether it decides, or is only said. */
  readonly decides: boolean;
  /** Where the advice comes from. */
  readonly source: Source;
  /** Whether the figure in it is our own: the advice gives none. */
  readonly isOwnFigure: boolean;
}

const from = (by: Source['by'], url: string): Source => ({ url, by, checkedOn: CHECKED_ON });
const HOW_TO_ASK = from(
  'school',
  'https://medicine.ouhsc.edu/current-learners/md-program-okc/career-advising/resources/how-to-ask-for-an-lor',
);

/**
 * The rules and where they come from (`domain.md` of the design, sections 4.1 and 4.4). Their figures are in `points.ts`:
 *
 * | rule     | whole                                           | half                          | figure |
 * | -------- | ----------------------------------------------- | ----------------------------- | ------ |
 * | time     | 10 days together, or 6 times over 8 weeks       | 5 days, or 3 times over 4 weeks | our own: in forums writers name 2 to 4 weeks together, of which 10 working days are the least |
 * | seen     | 3 moments they saw                              | one, or they watched directly | our own |
 * | feedback | feedback given once, or their words noted       |                               | holds nothing back; to ask midway is advice |
 * | recent   | together or in touch within the last half year  |                               | our own: advice is to ask while it is fresh |
 */
export const RULE_SOURCES: Readonly<Record<ReadinessRule, RuleSource>> = {
  time: {
    decides: true,
    isOwnFigure: true,
    source: from('forum', 'http://doctorslife.blogspot.com/2012/08/requesting-letter-of-recommendation.html'),
  },
  seen: {
    decides: true,
    isOwnFigure: true,
    source: from('school', 'https://meridian.allenpress.com/jgme/article/11/4/479/421152/Letters-of-Recommendation'),
  },
  feedback: {
    decides: false,
    isOwnFigure: false,
    source: from('commercial', 'https://medmatchplus.com/2018/10/letters-of-recommendation/'),
  },
  recent: { decides: true, isOwnFigure: true, source: HOW_TO_ASK },
  writer: { decides: true, isOwnFigure: false, source: HOW_TO_ASK },
  specialty: {
    decides: false,
    isOwnFigure: false,
    source: old(
      from(
        'commercial',
        'http://blog.matcharesident.com/2018-nrmp-program-director-survey-program-directors-like-see/',
      ),
    ),
  },
  spread: { decides: false, isOwnFigure: false, source: SOURCES.eslorWhy },
  rank: {
    decides: false,
    isOwnFigure: false,
    source: from('forum', 'https://www.amaliacochranmd.com/tis-the-season/'),
  },
};
