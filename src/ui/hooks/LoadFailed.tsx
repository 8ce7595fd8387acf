import type { Problem } from '../../core/result.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { problemText } from './problem-text.ts';

/** A view whose data could not be read. */
export function LoadFailed({ problem }: { readonly problem: Problem }) {
  return (
    <Banner
      tone="danger"
      announce
      actions={
        <Button size="s" onClick={() => location.reload()}>
          {t('actionTryAgain')}
        </Button>
      }
    >
      {problemText(problem)}
    </Banner>
  );
}
