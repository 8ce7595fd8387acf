import { t } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';

/** That what was typed earlier is back, with a way to throw it away. */
export function KeptNotice({ onForget }: { onForget(): void }) {
  return (
    <Banner
      compact
      icon="pencil"
      actions={
        <Button size="s" variant="quiet" onClick={onForget}>
          {t('keptForget')}
        </Button>
      }
    >
      {t('draftResumed')}
    </Banner>
  );
}
