import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { parseLocalDate } from '../../core/dates.ts';
import { MILESTONE_KINDS, type Milestone } from '../../core/milestone.ts';
import type { Problem } from '../../core/result.ts';
import { formatDay } from '../../i18n/format.ts';
import { t, tFamily } from '../../i18n/t.ts';
import { newId } from '../../platform/ids.ts';
import { call } from '../../platform/messaging.ts';
import { Badge } from '../components/Badge.tsx';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { DateTimeField } from '../components/DateTimeField.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Icon } from '../components/Icon.tsx';
import { Menu } from '../components/Menu.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { Select } from '../components/Select.tsx';
import { TextInput } from '../components/TextInput.tsx';
import { FormDialog } from '../hooks/FormDialog.tsx';
import { focusHeading } from '../hooks/focus-heading.ts';
import { problemText } from '../hooks/problem-text.ts';
import { useFocusInList } from '../hooks/use-focus-in-list.ts';
import { useKeptForm } from '../hooks/use-kept-form.ts';
import { NEWS_ICONS } from './news-icons.ts';
import { ShareDialog } from './ShareDialog.tsx';
import { saveWork, toldOrProblem } from './save-work.ts';
import type { Work } from './work.ts';

export interface NewsTabProps {
  readonly tabs: ComponentChildren;
  readonly work: Work;
}

/** The student's own news: reasons to write. */
export function NewsTab({ tabs, work }: NewsTabProps) {
  const { milestones, today, toasts } = work;
  const [editing, setEditing] = useState<Milestone | null>(null);
  const [sharing, setSharing] = useState<Milestone | null>(null);
  const list = useFocusInList<HTMLUListElement>(focusHeading);
  const remove = async (id: string) =>
    toasts.told(await call('record/remove', { table: 'milestones', id }), t('toastNewsRemoved'));
  return (
    <>
      <PageHeader title={t('navWork')} subtitle={t('workNewsSubtitle')} />
      {tabs}
      <div class="stack">
        <Card title={t('newsAdd')}>
          <QuickNews work={work} />
        </Card>
        {milestones.length === 0 ? (
          <Card>
            <EmptyState drawing="letter" title={t('newsEmptyTitle')}>
              {t('newsEmptyText')}
            </EmptyState>
          </Card>
        ) : (
          <Card title={t('workNews')}>
            <ul class="rows news" ref={list}>
              {milestones.map(milestone => (
                <li key={milestone.id} class="row">
                  <span class="event-icon">
                    <Icon name={NEWS_ICONS[milestone.kind]} />
                  </span>
                  <span class="row-words">
                    <span class="plaintext">{milestone.text}</span>
                    <span class="cluster muted small">
                      {formatDay(milestone.on, today)}
                      <Badge>{tFamily('milestoneKind', milestone.kind)}</Badge>
                    </span>
                  </span>
                  <Button
                    size="s"
                    label={t('newsShareFor', { text: milestone.text })}
                    onClick={() => setSharing(milestone)}
                  >
                    {t('newsShare')}
                  </Button>
                  <Menu
                    icon="more"
                    iconOnly
                    size="s"
                    label={t('newsMenu', { text: milestone.text })}
                    items={[
                      { id: 'edit', label: t('workEdit'), icon: 'pencil' },
                      { id: 'remove', label: t('workRemove'), icon: 'trash', danger: true },
                    ]}
                    onChoose={choice => (choice === 'edit' ? setEditing(milestone) : void remove(milestone.id))}
                  />
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
      {editing !== null && <NewsDialog milestone={editing} work={work} onClose={() => setEditing(null)} />}
      {sharing !== null && <ShareDialog milestone={sharing} work={work} onClose={() => setSharing(null)} />}
    </>
  );
}

interface NewsForm {
  readonly on: string;
  readonly kind: Milestone['kind'];
  readonly text: string;
}

const LONGEST_LINE = 300;

/** One line, its kind, its day, and Enter. */
function QuickNews({ work }: Pick<NewsTabProps, 'work'>) {
  const { today, toasts } = work;
  const { fields, set, forget } = useKeptForm<NewsForm>('milestone/new', { on: today, kind: 'other', text: '' });
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const line = useRef<HTMLInputElement>(null);
  // A second Enter comes before the button is drawn as busy; and trying again writes the same one.
  const isUnderWay = useRef(false);
  const ownId = useRef(newId());
  const save = async () => {
    setTried(true);
    if (isUnderWay.current || fields.text.trim() === '' || parseLocalDate(fields.on) === null) return;
    isUnderWay.current = true;
    setSaving(true);
    const result = await saveWork({ table: 'milestones', id: ownId.current, isNew: true, fields: { ...fields } }, []);
    isUnderWay.current = false;
    setSaving(false);
    const found = toldOrProblem(toasts, result, t('toastNewsAdded'));
    setProblem(found);
    if (found !== null) return;
    ownId.current = newId();
    setTried(false);
    forget();
    line.current?.focus();
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t('newsText')}
        placeholder={t('newsTextExample')}
        maxLength={LONGEST_LINE}
        value={fields.text}
        inputRef={line}
        onInput={text => set({ text })}
        error={isTried && fields.text.trim() === '' ? t('newsTextMissing') : null}
      />
      <div class="quick-news">
        <NewsKind kind={fields.kind} onChange={kind => set({ kind })} />
        <DateTimeField
          label={t('newsOn')}
          date={fields.on}
          onDate={on => set({ on })}
          error={isTried && parseLocalDate(fields.on) === null ? t('problem_form_bad_date') : null}
        />
        <Button variant="primary" type="submit" busy={isSaving}>
          {t('newsAddAction')}
        </Button>
      </div>
      {problem !== null && (
        <Banner tone="danger" announce>
          {problemText(problem)}
        </Banner>
      )}
    </form>
  );
}

interface NewsKindProps {
  readonly kind: Milestone['kind'];
  onChange(kind: Milestone['kind']): void;
}

function NewsKind({ kind, onChange }: NewsKindProps) {
  return (
    <Select
      label={t('newsKind')}
      value={kind}
      options={MILESTONE_KINDS.map(value => ({ value, label: tFamily('milestoneKind', value) }))}
      onChange={onChange}
    />
  );
}

interface NewsDialogProps {
  readonly milestone: Milestone;
  readonly work: Work;
  onClose(): void;
}

function NewsDialog({ milestone, work, onClose }: NewsDialogProps) {
  const { id, on: day, kind: known, text: line } = milestone;
  const { fields, set, forget } = useKeptForm<NewsForm>(`milestone/${id}`, { on: day, kind: known, text: line });
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <FormDialog
      title={t('newsEdit')}
      submit={t('actionSave')}
      problem={problem}
      onClose={onClose}
      onSubmit={async () => {
        setTried(true);
        if (fields.text.trim() === '' || parseLocalDate(fields.on) === null) return false;
        const result = await saveWork({ table: 'milestones', id, isNew: false, fields: { ...fields } }, []);
        const found = toldOrProblem(work.toasts, result, t('toastNewsSaved'));
        setProblem(found);
        if (found === null) forget();
        return found;
      }}
    >
      <TextInput
        label={t('newsText')}
        maxLength={LONGEST_LINE}
        value={fields.text}
        onInput={text => set({ text })}
        error={isTried && fields.text.trim() === '' ? t('newsTextMissing') : null}
      />
      <div class="form-row">
        <NewsKind kind={fields.kind} onChange={kind => set({ kind })} />
        <DateTimeField
          label={t('newsOn')}
          date={fields.on}
          onDate={on => set({ on })}
          error={isTried && parseLocalDate(fields.on) === null ? t('problem_form_bad_date') : null}
        />
      </div>
    </FormDialog>
  );
}
