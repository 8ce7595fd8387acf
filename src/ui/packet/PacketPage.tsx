import './packet.css';
import { useLayoutEffect, useState } from 'preact/hooks';
import { isChoice, NO_CHOICES, type PacketChoices } from '../../core/packet/choices.ts';
import { t } from '../../i18n/t.ts';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { Loading } from '../components/Loading.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { LoadFailed } from '../hooks/LoadFailed.tsx';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { useLive } from '../hooks/use-live.ts';
import type { Toasts } from '../hooks/use-toast.ts';
import { PacketView } from './PacketView.tsx';
import { readPacket } from './read-packet.ts';

export interface PacketPageProps {
  readonly letterId: string;
  readonly toasts: Toasts;
}

/** What one writer is given to write from, made from the log: chosen on the left, printed on the right. */
export function PacketPage({ letterId, toasts }: PacketPageProps) {
  const [isWhole, setWhole] = useState(false);
  const live = useLive(reader => readPacket(reader, letterId, isWhole), [letterId, isWhole]);
  const isPart = live.state === 'ready' && live.value?.isPart === true;
  // A great many moments are read while all else is drawn.
  useLayoutEffect(() => {
    if (isPart) setWhole(true);
  }, [isPart]);
  // Beside the records and not after them, since the first picture waits for both.
  const kept = useKeptForm<PacketChoices>(`packet/${letterId}`, NO_CHOICES, isChoice);
  const back = { href: '#/letters', label: t('navLetters') };
  if (live.state === 'ready' && live.value !== null && kept.isReady) {
    return <PacketView key={letterId} records={live.value} kept={kept} toasts={toasts} />;
  }
  const isLoading = live.state === 'loading' || (live.state === 'ready' && live.value !== null);
  return (
    <>
      <PageHeader title={t('packetTitle')} back={back} />
      {isLoading && (
        <Card>
          <Loading label={t('loading')} lines={8} />
        </Card>
      )}
      {live.state === 'failed' && <LoadFailed problem={live.problem} />}
      {live.state === 'ready' && live.value === null && (
        <EmptyState
          title={t('packetNoLetter')}
          drawing="letter"
          action={
            <a class="button primary size-m" href="#/letters">
              <Icon name="page" />
              {t('packetToLetters')}
            </a>
          }
        >
          <p>{t('packetNoLetterText')}</p>
        </EmptyState>
      )}
    </>
  );
}
