import type { Packet } from '../../core/packet/packet.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import type { PacketRecords } from './read-packet.ts';

export interface PacketNoticesProps {
  readonly packet: Packet;
  readonly records: PacketRecords;
  onAskFeedback(): void;
}

/** What is missing, and the way to it. */
export function PacketNotices({ packet, records: { facts }, onAskFeedback }: PacketNoticesProps) {
  const { mentor, profile, letter, plan } = facts;
  const hasTogether = packet.sections.some(({ id }) => id === 'us');
  const hasMoments = packet.sections.some(({ id }) => id === 'saw');
  const isEstimated = letter.targetOn === null && plan !== null && plan.reviewFromOn.confidence !== 'confirmed';
  return (
    <>
      {!hasMoments && (
        <Banner
          tone="warning"
          title={t('packetNoMoments', { name: mentor.name })}
          actions={
            <>
              <a class="button secondary size-s" href={`#/work/moments/new:${mentor.id}`}>
                {t('packetAddMoment')}
              </a>
              <Button size="s" variant="quiet" onClick={onAskFeedback}>
                {t('packetAskFeedback')}
              </Button>
            </>
          }
        >
          {t('packetNoMomentsText')}
        </Banner>
      )}
      {!hasTogether && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href={`#/work/rotations/new:${mentor.id}`}>
              {t('packetAddRotation')}
            </a>
          }
        >
          {t('packetNoRotation', { name: mentor.name })}
        </Banner>
      )}
      {profile.name === '' && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href="#/profile">
              {t('packetToProfile')}
            </a>
          }
        >
          {t('packetNameMissing')}
        </Banner>
      )}
      {packet.targetOn === null && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href={`#/letters/${letter.id}`}>
              {t('packetToLetter')}
            </a>
          }
        >
          {t('packetNoTarget')}
        </Banner>
      )}
      {packet.targetOn !== null && isEstimated && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href="#/plan">
              {t('packetToPlan')}
            </a>
          }
        >
          {t('packetTargetEstimated')}
        </Banner>
      )}
    </>
  );
}
