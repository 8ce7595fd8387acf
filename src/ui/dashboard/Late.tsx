import type { FunctionComponent } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/t.ts';
import { report } from '../../platform/report.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { Loading } from '../components/Loading.tsx';

/** A page whose code comes when it is first shown. */
export function late<Props extends object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  let loaded: FunctionComponent<Props> | null = null;
  return function Late(props: Props) {
    const [Shown, setShown] = useState<FunctionComponent<Props> | null>(() => loaded);
    const [hasFailed, setFailed] = useState(false);
    // Before the next frame, since the first picture waits for it.
    useLayoutEffect(() => {
      if (Shown !== null) return;
      load()
        .then(page => {
          loaded = page;
          setShown(() => page);
        })
        .catch(error => {
          report(error);
          setFailed(true);
        });
    }, [Shown]);
    if (Shown !== null) return <Shown {...props} />;
    if (!hasFailed) {
      return (
        <Card>
          <Loading label={t('loading')} lines={6} />
        </Card>
      );
    }
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
        {t('pageNotLoaded')}
      </Banner>
    );
  };
}
