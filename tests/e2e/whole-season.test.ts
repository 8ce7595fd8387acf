import { beforeAll, expect, test } from 'vitest';
import { RULES } from '../../src/core/reminders/reminder.ts';
import { Student } from './student.ts';
import { Vouch } from './vouch.ts';
import { type WordKey, word } from './words.ts';

/**
 * One student's way from the first rotation to the Match news, by hand through the pages in real Chromium, with a clock
 * that jumps from day to day: two tracks in two services, a writer who goes silent and is replaced, and every reminder on
 * the way.
 */

const vouch = Vouch.forTests();
let student: Student;
beforeAll(async () => {
  student = await Student.of(vouch);
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

const EVERYBODY = ['Elena Rivera', 'Priya Anand', 'Tom Lindqvist'];

/**
 * What the rules come to, reckoned by hand: the day, the rule and whom it is about. `gone` is what the student did about it
 * without saying so, as by logging the thanks. What is settled on the day it falls due, before it is announced, leaves no
 * trace; the lists on the way have it.
 */
const REMINDERS = [
  // The first rotation: its middle, the day after its strong moment, its last five days.
  '2027-01-23 feedback: Internal medicine, wards (gone)',
  '2027-01-27 thank-you: Elena Rivera (done)',
  '2027-02-01 ask: Elena Rivera (gone)',
  // Ten days after the ask; for the rotation two weeks after the thanks of 28 January; three days after the yes.
  '2027-02-11 reply 1: Elena Rivera (gone)',
  '2027-02-11 thank-you: Elena Rivera (gone)',
  '2027-02-14 packet: Elena Rivera (gone)',
  // The second rotation: its middle, its last five days, its last day.
  '2027-03-13 feedback: Emergency medicine, away (gone)',
  '2027-03-22 ask: Tom Lindqvist (gone)',
  '2027-03-26 thank-you: Priya Anand (gone)',
  '2027-03-26 thank-you: Tom Lindqvist (gone)',
  // Eight weeks after the last contact, but for Elena: the chat was planned, moved by a day, and thanked for.
  '2027-05-22 check-in: Priya Anand (gone)',
  '2027-05-22 check-in: Tom Lindqvist (gone)',
  '2027-05-27 did-it-happen: Elena Rivera (gone)',
  '2027-05-28 thank-you: Elena Rivera (done)',
  // Each on the day that was given.
  '2027-05-30 follow-up: Elena Rivera (done)',
  '2027-05-31 own: Order the transcript (done)',
  // When the seasons open, and a week later, still not requested.
  '2027-06-02 refresh: Elena Rivera (done)',
  '2027-06-03 refresh: Tom Lindqvist (done)',
  '2027-06-09 portal: Elena Rivera (gone)',
  '2027-06-10 portal: Tom Lindqvist (gone)',
  // Eight weeks later.
  '2027-07-19 check-in: Priya Anand (gone)',
  '2027-07-19 check-in: Tom Lindqvist (gone)',
  '2027-07-22 check-in: Elena Rivera (gone)',
  // Two days after it came.
  '2027-08-04 letter-thanks: Elena Rivera (done)',
  // Six weeks before the target of 17 September; Priya was named later, and it was late by then.
  '2027-08-06 ask: Priya Anand (gone)',
  // Two weeks and one week before that target, and nudges on it too; two weeks before the deadlines.
  '2027-09-03 backup, name: Tom Lindqvist (gone)',
  '2027-09-03 nudge: Tom Lindqvist (done)',
  '2027-09-10 backup, replace: Tom Lindqvist (skipped)',
  '2027-09-10 nudge: Tom Lindqvist (done)',
  '2027-09-14 program-deadline 14: Harbor Medical Center (gone)',
  '2027-09-17 nudge: Priya Anand (done)',
  '2027-09-17 nudge: Tom Lindqvist (done)',
  '2027-09-17 program-deadline 14: Lakeside Emergency (gone)',
  // Two days after hers came; a week after the last nudge, and again while he is waited for.
  '2027-09-23 letter-thanks: Priya Anand (done)',
  '2027-09-24 nudge, decide: Tom Lindqvist (done)',
  // Eight weeks later, and again.
  '2027-09-27 check-in: Priya Anand (gone)',
  '2027-09-27 check-in: Tom Lindqvist (gone)',
  '2027-09-29 check-in: Elena Rivera (gone)',
  '2027-10-01 nudge, decide: Tom Lindqvist (gone)',
  '2027-11-26 check-in: Elena Rivera (gone)',
  '2027-11-26 check-in: Priya Anand (due)',
  '2027-11-26 check-in: Tom Lindqvist (due)',
  // On the day of the results.
  '2028-03-17 outcome-ask: Emergency medicine (gone)',
  '2028-03-17 outcome-ask: Internal medicine (gone)',
];

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
  await student.isReminded(['feedback: Internal medicine, wards']);
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
  await student.isReminded(['thank-you: Elena Rivera']);
  await student.write('thank-you', 'nextThank', 'Thank you for letting me lead the meeting.');
  await student.has('interactions', { kind: 'thank-you', mentorIds: [elena] });
  await student.isReminded([]);

  // Its last five days: ask while the work is fresh. The plan is made, and what to say is rehearsed.
  await student.goOnTo('2027-02-01');
  await student.isReminded(['ask: Elena Rivera']);
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
  await student.isReminded(['reply 1: Elena Rivera', 'thank-you: Elena Rivera']);
  await student.log(elena, 'thank-you', 'For four weeks on the wards');
  await inLetter(elenas, ['letterStepAnswered']);
  await student.has('letters', { id: elenas, answer: 'yes', answeredOn: '2027-02-11' });
  await student.isReminded([]);
  await student.goOnTo('2027-02-14');
  await student.isReminded(['packet: Elena Rivera']);
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
  await student.isReminded(['ask: Tom Lindqvist', 'feedback: Emergency medicine, away']);
  await student.log(tom, 'feedback', 'Calm when it is busy');
  await nameWriter('Emergency medicine', 'Tom Lindqvist');
  const { id: toms } = await student.has('letters', { mentorId: tom, trackId: emergency, form: 'standardized' });
  await student.moveOn(toms, ['columnAnswer', 'columnPacket', 'columnRequest']);
  await student.has('letters', { id: toms, askedOn: '2027-03-22', answer: 'yes', packetSentOn: '2027-03-22' });
  // Priya has not said how it goes.
  await student.isReminded(['feedback: Emergency medicine, away']);

  // A day after its last one both are thanked, and at their rhythm they hear what is new.
  await student.goOnTo('2027-03-27');
  await student.isReminded(['thank-you: Priya Anand', 'thank-you: Tom Lindqvist']);
  for (const id of [tom, priya]) await student.log(id, 'thank-you');
  await student.isReminded([]);
  await student.goOnTo('2027-05-24');
  await student.isReminded(EVERYBODY.map(name => `check-in: ${name}`));
  for (const id of [tom, priya]) await student.log(id, 'email', 'Passed Step 2');
  // What is planned holds a check-in back until it is over; then it is asked about, wherever it was moved.
  await student.log(elena, 'coffee-chat', '', { on: '2027-05-26', time: '09:00' });
  await student.has('interactions', { kind: 'coffee-chat', state: 'planned', mentorIds: [elena] });
  await student.isReminded([]);
  await student.goOnTo('2027-05-26');
  await student.isReminded(['did-it-happen: Elena Rivera']);
  await student.answer('did-it-happen', 'entryMoved');
  await student.field('movedTo', student.dialog).first().fill('2027-05-27');
  await student.field('whenTime', student.dialog).fill('09:00');
  await student.closeWith('actionSave');
  await student.isReminded([]);
  await student.goOnTo('2027-05-27');
  await student.isReminded(['did-it-happen: Elena Rivera']);
  await student.answer('did-it-happen', 'entryHappened');
  await student.field('answerNote').fill('Would like to read my abstract.');
  await student.button('actionSave').click();
  const { id: chat } = await student.has('interactions', {
    kind: 'coffee-chat',
    state: 'happened',
    note: 'Would like to read my abstract.',
  });
  await student.isReminded([]);

  // What was promised there, and what concerns nobody else, has a day too.
  await student.followUp(elena, word('kind_coffee_chat'), 'Send her the abstract', '2027-05-30');
  await student.remember('Order the transcript', '2027-05-31');
  await student.goOnTo('2027-05-28');
  await student.isReminded(['thank-you: Elena Rivera']);
  await student.answer('thank-you', 'doneThanked');
  await student.isReminded([]);
  await student.goOnTo('2027-05-30');
  await student.isReminded(['follow-up: Elena Rivera']);
  await student.answer('follow-up', 'actionDone');
  await student.has('interactions', { id: chat, followUps: [expect.objectContaining({ isDone: true })] });
  await student.isReminded([]);
  await student.goOnTo('2027-05-31');
  await student.isReminded(['own: Order the transcript']);
  await student.answer('own', 'actionDone');
  await student.isReminded([]);

  // The season opens: who said yes before is written to again, then asked in the portal.
  await student.goOnTo('2027-06-02');
  await student.isReminded(['refresh: Elena Rivera']);
  await student.answer('refresh', 'doneNews');
  await student.isReminded([]);
  await student.goOnTo('2027-06-03');
  await student.isReminded(['refresh: Tom Lindqvist']);
  await student.answer('refresh', 'doneNews');
  await student.isReminded([]);
  // The news alone did not bring the request about.
  await student.goOnTo('2027-06-10');
  await student.isReminded(['portal: Elena Rivera', 'portal: Tom Lindqvist']);
  await inLetter(elenas, ['letterStepRequested'], { letterIdNumber: 'L-1' });
  await student.has('letters', { id: elenas, requestedOn: '2027-06-10', letterIdNumber: 'L-1' });
  await inLetter(toms, ['letterStepRequested']);
  await student.has('letters', { id: toms, requestedOn: '2027-06-10' });
  await student.isReminded([]);

  // Elena's letter comes; she is thanked, and it is given to the programs.
  await student.goOnTo('2027-08-02');
  await student.isReminded(EVERYBODY.map(name => `check-in: ${name}`));
  for (const id of [elena, tom, priya]) await student.log(id, 'email');
  await importPrograms();
  const { id: harbor } = await student.has('programs', { trackId: medicine, deadlineOn: '2027-09-28' });
  const { id: lakeside } = await student.has('programs', { trackId: emergency, deadlineOn: '2027-10-01' });
  await student.moveOn(elenas, ['columnVisible']);
  await student.has('letters', { id: elenas, receivedOn: '2027-08-02' });
  await student.isReminded(['assign: Elena Rivera']);
  await student.assign('Internal medicine', 'Harbor Medical Center', 'Elena Rivera');
  await student.has('assignments', { programId: harbor, letterId: elenas });
  await student.isReminded([]);
  await student.goOnTo('2027-08-04');
  await student.isReminded(['letter-thanks: Elena Rivera']);
  await student.write('letter-thanks', 'nextThank', 'Your letter is in. Thank you!');
  await student.has('letters', { id: elenas, thankedOn: '2027-08-04' });
  await student.isReminded([]);

  // Tom goes silent: he is nudged, and somebody stands by and is asked as well.
  await student.goOnTo('2027-09-03');
  await student.isReminded(['backup, name: Tom Lindqvist', 'nudge: Tom Lindqvist']);
  await student.answer('nudge', 'doneNudged');
  await student.isReminded(['backup, name: Tom Lindqvist']);
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
  await student.isReminded(['ask: Priya Anand']);
  await student.goOnTo('2027-09-10');
  await student.isReminded(['ask: Priya Anand', 'backup, replace: Tom Lindqvist', 'nudge: Tom Lindqvist']);
  await student.moveOn(priyas, ['columnAnswer', 'columnPacket', 'columnRequest', 'columnAccept']);
  await student.has('letters', { id: priyas, requestedOn: '2027-09-10', form: 'standardized' });
  await student.answer('nudge', 'doneNudged');
  // A week before the target, and hers was requested this morning: he can be waited for.
  await student.isReminded(['backup, replace: Tom Lindqvist']);
  await student.skip('backup');
  await student.isReminded([]);
  await student.goOnTo('2027-09-14');
  await student.isReminded(['program-deadline 14: Harbor Medical Center']);
  await student.goTo('/programs');
  const row = student.page.getByRole('button', { name: 'Harbor Medical Center', exact: true });
  await row.focus();
  await row.press('a');
  await student.has('programs', { id: harbor, appliedOn: '2027-09-14' });
  await student.isReminded([]);
  await student.goOnTo('2027-09-17');
  await student.isReminded(['nudge: Priya Anand', 'nudge: Tom Lindqvist', 'program-deadline 14: Lakeside Emergency']);
  await student.answer('nudge', 'doneNudged');
  await student.isReminded(['nudge: Priya Anand', 'program-deadline 14: Lakeside Emergency']);
  await student.answer('nudge', 'doneNudged');
  await student.isReminded(['program-deadline 14: Lakeside Emergency']);

  // Hers comes. Accepting is a step of hers that nobody saw: the letter's window takes steps in any order.
  await student.goOnTo('2027-09-21');
  await inLetter(priyas, ['letterStepReceived']);
  await student.isReminded(['assign: Priya Anand', 'program-deadline 14: Lakeside Emergency']);
  await student.assign('Emergency medicine', 'Lakeside Emergency', 'Priya Anand');
  await student.has('assignments', { programId: lakeside, letterId: priyas });
  await student.isReminded(['program-deadline 14: Lakeside Emergency']);
  await student.answer('program-deadline', 'doneApplied');
  await student.has('programs', { id: lakeside, appliedOn: '2027-09-21' });
  await student.isReminded([]);
  await student.goOnTo('2027-09-23');
  await student.isReminded(['letter-thanks: Priya Anand']);
  await student.answer('letter-thanks', 'doneThanked');
  await student.has('letters', { id: priyas, thankedOn: '2027-09-23' });
  await student.isReminded([]);

  // His nudges are spent. Wait, replace or withdraw? A week of waiting, and he is replaced.
  await student.goOnTo('2027-09-24');
  await student.isReminded(['nudge, decide: Tom Lindqvist']);
  await student.answer('nudge', 'doneWait');
  await student.isReminded([]);
  await student.goOnTo('2027-10-01');
  await student.isReminded([...EVERYBODY.map(name => `check-in: ${name}`), 'nudge, decide: Tom Lindqvist']);
  for (const id of [elena, tom, priya]) await student.log(id, 'email', 'The first interviews');
  await student.isReminded(['nudge, decide: Tom Lindqvist']);
  await student.answer('nudge', 'nextDecide');
  await student.dialog.getByRole('heading', { name: 'Tom Lindqvist' }).first().waitFor();
  await inPlan('Emergency medicine', 0, 'slotWhatIf');
  await student.dialog.getByText(word('whatIfHappened'), { exact: true }).click();
  await student.field('whatIfHow').selectOption({ label: word('lossNoReply') });
  await student.button('whatIfDo').click();
  await student.has('letters', { id: toms, ended: 'no-reply', replacedByLetterId: priyas });
  await student.has('letters', { id: priyas, backupForLetterId: null });
  await student.has('slots', { trackId: emergency, letterId: priyas });
  await student.isReminded([]);

  // Match Day: nobody knows the result but the student, who then tells every writer by themselves.
  await setResult('Internal medicine', { trackResultOn: '2028-03-17', trackSoapOn: '2028-03-13' });
  await setResult('Emergency medicine', { trackResultOn: '2028-03-17' });
  await student.goOnTo('2028-03-17');
  // Of both, nobody but the student knows: the first answer is told, the second is nobody's business.
  await student.isReminded([
    ...EVERYBODY.map(name => `check-in: ${name}`),
    'outcome-ask: Emergency medicine',
    'outcome-ask: Internal medicine',
  ]);
  await sayHowItEnded('Internal medicine', 'outcomeMatched', true);
  await student.has('tracks', { id: medicine, outcome: { answer: 'matched', on: '2028-03-17', tells: true } });
  await sayHowItEnded('Emergency medicine', 'outcomeWithdrew', false);
  await student.has('tracks', { id: emergency, outcome: { answer: 'withdrew', on: '2028-03-17', tells: false } });
  await student.isReminded([...EVERYBODY.map(name => `check-in: ${name}`), 'outcome-tell: Internal medicine']);
  const proposed = await student.write('outcome', 'nextOutcomeTell', 'I matched. Thank you for your letter.');
  expect(proposed).toContain('I matched in internal medicine');
  expect(student.asked.at(-1)?.searchParams.get('to')).toBe('elena.rivera@clinic.example');
  await student.has('letters', { id: elenas, outcomeToldOn: '2028-03-17' });
  await student.isReminded(['check-in: Priya Anand', 'check-in: Tom Lindqvist']);
  expect(await student.reminders()).toEqual(REMINDERS);
  expect([...student.met].toSorted()).toEqual([...RULES].toSorted());
}, 600_000);
