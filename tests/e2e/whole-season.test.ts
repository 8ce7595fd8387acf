import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type BuildCopy, copyBuild } from '../support/granted-build.ts';
import { Student } from './student.ts';
import { PATIENCE, Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

/**
 * One student's way from the first rotation to the Match news, by hand through the pages in real Chromium, with a clock
 * that jumps from day to day: two tracks in two services, a writer who goes silent and is replaced, and every reminder on
 * the way.
 */

let build: BuildCopy;
let vouch: Vouch;
let student: Student;

beforeAll(async () => {
  build = await copyBuild('chrome');
  vouch = await Vouch.launch(build.dir);
  await vouch.welcomed();
  student = await Student.of(vouch);
});
afterAll(async () => {
  await vouch?.close();
  await build?.remove();
});

interface Met {
  readonly name: string;
  readonly days: number;
}

type Texts = Partial<Record<WordKey, string>>;

/** Fills in fields of the open window, by their labels. */
async function fill(texts: Texts): Promise<void> {
  for (const [key, text] of Object.entries(texts)) {
    await student.field(key as WordKey, student.dialog).fill(text); // a key of what was given
  }
}

async function addMentor(texts: Texts): Promise<void> {
  await student.goTo('/mentors/new');
  await fill(texts);
  await student.closeWith('actionSave');
}

async function addRotation(texts: Texts, kind: string, people: readonly Met[]): Promise<void> {
  await student.goTo('/work/rotations/new');
  await fill(texts);
  await student.field('rotationKind').selectOption(kind);
  const who = student.page.getByRole('combobox', { name: word('rotationPeople') });
  for (const { name, days } of people) {
    await who.pressSequentially(name);
    await who.press('Enter');
    const met = student.dialog.getByRole('group', { name, exact: true });
    await student.field('rotationDaysTogether', met).fill(`${days}`);
    await student.field('rotationWatched', met).selectOption('yes');
  }
  await student.closeWith('actionSave');
}

/** Two tracks in two services, in one step. */
async function setUpPlan(): Promise<void> {
  await student.goTo('/plan');
  await student.field('setUpSeason').selectOption('2028');
  await student.field('profileApplicant').selectOption('us-md');
  const row = (number: number) => student.page.getByRole('group', { name: word('setUpRow', { number }), exact: true });
  await student.field('trackSpecialty', row(1)).fill('Internal medicine');
  await student.button('setUpAnother').click();
  await student.field('trackSpecialty', row(2)).fill('Emergency medicine');
  await student.button('setUpMake').click();
  await student.page.getByText(word('toastTracksAdded_other', { count: 2 })).waitFor();
}

/** Days of a season that nobody but the student knows. */
async function setSeason(plan: string, days: Texts): Promise<void> {
  await student.goTo('/plan');
  const dates = student.page.getByRole('region').filter({
    has: student.page.getByRole('heading', { level: 2, name: word('planDatesTitle', { plan }), exact: true }),
  });
  for (const [key, day] of Object.entries(days)) {
    const field = student.field(key as WordKey, dates); // a key of what was given
    await field.fill(day);
    await field.press('Enter');
    await student.page.getByText(word('toastPlanDateSaved'), { exact: true }).waitFor();
  }
}

/** A letter for somebody who could take another's place; what it is for is that of the other. */
async function standBy(writer: string, purpose: string, insteadOf: string): Promise<void> {
  await student.answer('backup', 'nextBackup');
  await student.field('lettersWriter', student.dialog).selectOption({ label: writer });
  const chosen = (key: WordKey) => student.field(key, student.dialog).locator('option:checked').innerText();
  expect(await chosen('letterPurpose')).toBe(purpose);
  expect(await chosen('letterBackupFor')).toBe(insteadOf);
  await student.closeWith('letterAdd');
}

async function importPrograms(): Promise<void> {
  await student.goTo('/programs/import');
  await student.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(PROGRAMS) });
  await student.button('programImportAction').click();
  await student.page.getByRole('heading', { name: word('programImportDone_other', { count: 2 }) }).waitFor();
}

/** The slots of a track on the plan page. */
const slotsOf = (track: string) =>
  student.page
    .getByRole('region')
    .filter({ has: student.page.getByRole('heading', { level: 2, name: track, exact: true }) })
    .locator('[data-slot]');

async function inPlan(track: string, slot: number, item: WordKey): Promise<void> {
  await student.goTo('/plan');
  await slotsOf(track).nth(slot).locator('[aria-haspopup]').click();
  await student.page.getByRole('menuitem', { name: word(item), exact: true }).click();
}

async function nameWriter(track: string, name: string): Promise<void> {
  await inPlan(track, 0, 'slotChoose');
  await student.dialog.getByRole('radio', { name: new RegExp(name) }).check();
  await student.closeWith('writerName');
  await slotsOf(track).first().getByRole('link', { name }).waitFor();
}

/** What only the student can know of a track: when results come. */
async function setResult(track: string, days: Texts): Promise<void> {
  await student.goTo('/plan');
  await student.page.getByRole('button', { name: word('trackMore', { name: track }), exact: true }).click();
  await student.page.getByRole('menuitem', { name: word('trackEditTitle') }).click();
  await fill(days);
  await student.closeWith('actionSave');
}

async function sayHowItEnded(track: string, answer: WordKey, tells: boolean): Promise<void> {
  await student.goTo('/due');
  const name = word('titleOutcomeAsk', { track });
  await student.page
    .getByRole('button', { name: word('actionFor', { action: word('nextOutcomeAsk'), name }), exact: true })
    .click();
  await student.field('outcomeLabel').selectOption({ label: word(answer) });
  await student.dialog.getByRole('checkbox', { name: word('outcomeTells') }).setChecked(tells);
  await student.closeWith('actionSave');
}

/** Sets steps of a letter to today in its window, and what else there is to fill in. */
async function inLetter(id: unknown, steps: readonly WordKey[], texts: Texts = {}) {
  await student.goTo(`/letters/${id}`);
  for (const step of steps) {
    await student.dialog
      .getByRole('button', { name: word('letterStepToday', { step: word(step) }), exact: true })
      .click();
  }
  await fill(texts);
  await student.closeWith('actionSave');
}

const CAS = word('planNamed', { service: word('serviceResidencyCas'), season: '2028' });
const PROGRAMS = [
  'Program Name,Specialty,Application deadline',
  'Harbor Medical Center,Internal medicine,09/28/2027',
  'Lakeside Emergency,Emergency medicine,10/01/2027',
].join('\n');

test('a season by hand, from the first rotation to the Match', async () => {
  await student.goOnTo('2027-01-11');
  await student.goTo('/profile');
  await student.field('profileName').fill('Robin Keller');
  await student.field('profileSchool').fill('Harbor School of Medicine');
  await student.button('actionSave').click();
  await student.has('profile', { name: 'Robin Keller' });
  await addMentor({
    mentorName: 'Elena Rivera',
    mentorCredentials: 'MD',
    mentorSpecialty: 'Internal medicine',
    mentorEmails: 'elena.rivera@clinic.example',
  });
  const { id: elena } = await student.has('mentors', { name: 'Elena Rivera' });
  await addRotation(
    {
      rotationName: 'Internal medicine, wards',
      rotationSpecialty: 'Internal medicine',
      rotationStarts: '2027-01-11',
      rotationEnds: '2027-02-05',
    },
    'core',
    [{ name: 'Elena Rivera', days: 20 }],
  );
  await student.has('rotations', { endsOn: '2027-02-05' });
  await student.isReminded([]);

  // In the middle of the rotation: ask for feedback.
  await student.goOnTo('2027-01-24');
  await student.isReminded(['feedback']);
  await student.log(elena, 'feedback', 'Presents clearly; should commit to a plan earlier.');
  await student.isReminded([]);
  await student.goOnTo('2027-01-26');
  await student.goTo(`/work/moments/new:${elena}`);
  await student.field('momentSituation').fill('A family that disagreed about the next step');
  await student.field('momentWhatIDid').fill('Led the meeting and wrote down what everybody wanted');
  await student.page.getByText(word('momentMore')).click();
  await student.page.getByRole('checkbox', { name: word('momentStrong') }).check();
  await student.closeWith('actionSave');
  await student.has('moments', { on: '2027-01-26', isStrong: true });
  await student.goOnTo('2027-01-28');
  await student.isReminded(['thank-you']);
  await student.write('thank-you', 'nextThank', 'Thank you for letting me lead the meeting.');
  await student.has('interactions', { kind: 'thank-you', mentorIds: [elena] });
  await student.isReminded([]);

  // Its last five days: ask while the work is fresh. The plan is made, and what to say is rehearsed.
  await student.goOnTo('2027-02-01');
  await student.isReminded(['ask']);
  await setUpPlan();
  const { id: medicine } = await student.has('tracks', { name: 'Internal medicine', service: 'eras' });
  const { id: emergency } = await student.has('tracks', { name: 'Emergency medicine', service: 'residencycas' });
  await student.goTo(`/rehearse/${elena}`);
  await student.field('rehearsalTrack').selectOption({ label: 'Internal medicine' });
  await student.button('rehearsalIAsked').click();
  const { id: elenas } = await student.has('letters', { mentorId: elena, trackId: medicine, askedOn: '2027-02-01' });
  await nameWriter('Internal medicine', 'Elena Rivera');
  await student.has('slots', { trackId: medicine, letterId: elenas });
  expect(await vouch.rows('letters')).toHaveLength(1);
  await student.isReminded([]);

  // She has not answered for ten days.
  await student.goOnTo('2027-02-11');
  await student.isReminded(['reply', 'thank-you']);
  await student.log(elena, 'thank-you', 'For four weeks on the wards');
  await inLetter(elenas, ['letterStepAnswered']);
  await student.has('letters', { id: elenas, answer: 'yes', answeredOn: '2027-02-11' });
  await student.isReminded([]);
  await student.goOnTo('2027-02-14');
  await student.isReminded(['packet']);
  await student.answer('packet', 'nextPacket');
  await student.button('packetMarkSent').click();
  await student.has('letters', { id: elenas, packetSentOn: '2027-02-14' });
  await student.isReminded([]);

  // Emergency medicine, with people who are new, in a service of whose season only the student knows the days.
  await student.goOnTo('2027-03-01');
  await student.isReminded([]);
  await addRotation(
    {
      rotationName: 'Emergency medicine, away',
      rotationSpecialty: 'Emergency medicine',
      rotationStarts: '2027-03-01',
      rotationEnds: '2027-03-26',
    },
    'away',
    [
      { name: 'Tom Lindqvist', days: 18 },
      { name: 'Priya Anand', days: 6 },
    ],
  );
  const { id: tom } = await student.has('mentors', { name: 'Tom Lindqvist' });
  const { id: priya } = await student.has('mentors', { name: 'Priya Anand' });
  const { id: cas } = await student.has('plans', { service: 'residencycas' });
  await setSeason(CAS, {
    seasonOpens: '2027-06-03',
    seasonReview: '2027-10-01',
  });
  await student.has('plans', {
    id: cas,
    opensOn: { on: '2027-06-03', confidence: 'confirmed' },
    reviewFromOn: { on: '2027-10-01', confidence: 'confirmed' },
  });
  await student.goOnTo('2027-03-22');
  await student.isReminded(['ask', 'feedback']);
  await student.log(tom, 'feedback', 'Calm when it is busy');
  await nameWriter('Emergency medicine', 'Tom Lindqvist');
  const { id: toms } = await student.has('letters', { mentorId: tom, trackId: emergency, form: 'standardized' });
  await student.moveOn(toms, ['columnAnswer', 'columnPacket', 'columnRequest']);
  await student.has('letters', { id: toms, askedOn: '2027-03-22', answer: 'yes', packetSentOn: '2027-03-22' });
  // Priya has not said how it goes.
  await student.isReminded(['feedback']);

  // A day after its last one both are thanked, and at their rhythm they hear what is new.
  await student.goOnTo('2027-03-27');
  await student.isReminded(['thank-you', 'thank-you']);
  for (const id of [tom, priya]) await student.log(id, 'thank-you');
  await student.isReminded([]);
  await student.goOnTo('2027-05-24');
  await student.isReminded(['check-in', 'check-in', 'check-in']);
  for (const id of [elena, tom, priya]) await student.log(id, 'email', 'Passed Step 2');
  await student.isReminded([]);

  // The season opens: who said yes before is written to again, then asked in the portal.
  await student.goOnTo('2027-06-02');
  await student.isReminded(['refresh']);
  await student.answer('refresh', 'doneNews');
  await student.isReminded([]);
  await student.goOnTo('2027-06-03');
  await student.isReminded(['refresh']);
  await student.answer('refresh', 'doneNews');
  await student.isReminded([]);
  // The news alone did not bring the request about.
  await student.goOnTo('2027-06-10');
  await student.isReminded(['portal', 'portal']);
  await inLetter(elenas, ['letterStepRequested'], { letterIdNumber: 'L-1' });
  await student.has('letters', { id: elenas, requestedOn: '2027-06-10', letterIdNumber: 'L-1' });
  await inLetter(toms, ['letterStepRequested']);
  await student.has('letters', { id: toms, requestedOn: '2027-06-10' });
  await student.isReminded([]);

  // Elena's letter comes; she is thanked, and it is given to the programs.
  await student.goOnTo('2027-08-02');
  await student.isReminded(['check-in', 'check-in', 'check-in']);
  for (const id of [elena, tom, priya]) await student.log(id, 'email');
  await importPrograms();
  const { id: harbor } = await student.has('programs', { trackId: medicine, deadlineOn: '2027-09-28' });
  const { id: lakeside } = await student.has('programs', { trackId: emergency, deadlineOn: '2027-10-01' });
  await student.moveOn(elenas, ['columnVisible']);
  await student.has('letters', { id: elenas, receivedOn: '2027-08-02' });
  await student.isReminded(['assign']);
  await student.assign('Internal medicine', 'Harbor Medical Center', 'Elena Rivera');
  await student.has('assignments', { programId: harbor, letterId: elenas });
  await student.isReminded([]);
  await student.goOnTo('2027-08-04');
  await student.isReminded(['letter-thanks']);
  await student.write('letter-thanks', 'nextThank', 'Your letter is in. Thank you!');
  await student.has('letters', { id: elenas, thankedOn: '2027-08-04' });
  await student.isReminded([]);

  // Tom goes silent: he is nudged, somebody stands by, and he is replaced.
  await student.goOnTo('2027-09-03');
  await student.isReminded(['backup', 'nudge']);
  await student.answer('nudge', 'doneNudged');
  await student.isReminded(['backup']);
  await standBy(
    'Priya Anand',
    word('letterTrackIn', { season: CAS, track: 'Emergency medicine' }),
    word('letterNamed', { name: 'Tom Lindqvist', track: 'Emergency medicine' }),
  );
  const { id: priyas } = await student.has('letters', {
    mentorId: priya,
    backupForLetterId: toms,
    form: 'standardized',
  });
  // Somebody has to ask the one who stands by.
  await student.isReminded(['ask']);
  await student.goOnTo('2027-09-10');
  await student.isReminded(['ask', 'backup', 'nudge']);
  await student.moveOn(priyas, ['columnAnswer', 'columnPacket', 'columnRequest', 'columnAccept']);
  await student.has('letters', { id: priyas, requestedOn: '2027-09-10', form: 'standardized' });
  await inPlan('Emergency medicine', 0, 'slotWhatIf');
  await student.dialog.getByText(word('whatIfHappened'), { exact: true }).click();
  await student.field('whatIfHow').selectOption({ label: word('lossNoReply') });
  await student.button('whatIfDo').click();
  await student.has('letters', { id: toms, ended: 'no-reply', replacedByLetterId: priyas });
  await student.has('letters', { id: priyas, backupForLetterId: null });
  await student.has('slots', { trackId: emergency, letterId: priyas });
  // A week before the target, and hers was requested this morning: this one can be skipped.
  await student.isReminded(['backup']);
  await student.skip('backup');
  await student.isReminded([]);
  await student.goOnTo('2027-09-21');
  await student.isReminded(['nudge', 'program-deadline', 'program-deadline']);
  await student.goTo('/programs');
  const row = student.page.getByRole('button', { name: 'Harbor Medical Center', exact: true });
  await row.focus();
  await row.press('a');
  await student.has('programs', { id: harbor, appliedOn: '2027-09-21' });
  // Accepting is a step of hers that nobody saw: the letter's window takes steps in any order.
  await inLetter(priyas, ['letterStepReceived']);
  await student.isReminded(['assign', 'program-deadline']);
  await student.assign('Emergency medicine', 'Lakeside Emergency', 'Priya Anand');
  await student.has('assignments', { programId: lakeside, letterId: priyas });
  await student.isReminded(['program-deadline']);
  await student.answer('program-deadline', 'doneApplied');
  await student.has('programs', { id: lakeside, appliedOn: '2027-09-21' });
  await student.isReminded([]);
  await student.goOnTo('2027-09-23');
  await student.isReminded(['letter-thanks']);
  await student.answer('letter-thanks', 'doneThanked');
  await student.has('letters', { id: priyas, thankedOn: '2027-09-23' });
  await student.isReminded([]);

  // Match Day: nobody knows the result but the student, who then tells every writer by themselves.
  await setResult('Internal medicine', { trackResultOn: '2028-03-17', trackSoapOn: '2028-03-13' });
  await setResult('Emergency medicine', { trackResultOn: '2028-03-17' });
  await student.goOnTo('2028-03-17');
  const outcomes = async () =>
    (await student.due()).filter(({ rule }) => rule === 'outcome').map(({ reason }) => reason.type);
  // Of both, nobody but the student knows: the first answer is told, the second is nobody's business.
  await vi.waitFor(async () => expect(await outcomes()).toEqual(['outcome-ask', 'outcome-ask']), PATIENCE);
  await sayHowItEnded('Internal medicine', 'outcomeMatched', true);
  await student.has('tracks', { id: medicine, outcome: { answer: 'matched', on: '2028-03-17', tells: true } });
  await sayHowItEnded('Emergency medicine', 'outcomeWithdrew', false);
  await student.has('tracks', { id: emergency, outcome: { answer: 'withdrew', on: '2028-03-17', tells: false } });
  await vi.waitFor(async () => expect(await outcomes()).toEqual(['outcome-tell']), PATIENCE);
  const proposed = await student.write('outcome', 'nextOutcomeTell', 'I matched. Thank you for your letter.');
  expect(proposed).toContain('I matched in Internal medicine');
  expect(student.asked.at(-1)?.searchParams.get('to')).toBe('elena.rivera@clinic.example');
  await student.has('letters', { id: elenas, outcomeToldOn: '2028-03-17' });
  await vi.waitFor(async () => expect(await outcomes()).toEqual([]), PATIENCE);
}, 240_000);
