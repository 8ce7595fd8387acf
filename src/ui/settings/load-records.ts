import type { Interaction } from '../../core/interaction.ts';
import type { Records } from '../../core/reminders/reckon.ts';
import type { Reader } from '../../storage/index.ts';

/** How many of the newest interactions with each mentor are looked at: nobody is met more often in the month of a preview. */
const MOST_PER_MENTOR = 200;

/** What a preview looks at. Of a long log only the newest part, so that the settings do not wait for all of it. */
export async function loadRecords(reader: Reader): Promise<Records> {
  const [mentors, moments, rotations, letters, plans, tracks, slots, programs, assignments, reminders] =
    await Promise.all([
      reader.mentors(),
      reader.moments(),
      reader.rotations(),
      reader.letters(),
      reader.plans(),
      reader.tracks(),
      reader.slots(),
      reader.programs(),
      reader.assignments(),
      reader.reminders(),
    ]);
  // Several mentors may have been in one.
  const interactions = new Map<string, Interaction>();
  for (const timeline of await Promise.all(mentors.map(({ id }) => reader.timeline(id, MOST_PER_MENTOR)))) {
    for (const interaction of timeline) interactions.set(interaction.id, interaction);
  }
  return {
    mentors,
    interactions: [...interactions.values()],
    moments,
    rotations,
    letters,
    plans,
    tracks,
    slots,
    programs,
    assignments,
    reminders,
  };
}
