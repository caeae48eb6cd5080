import { useQuery, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Popconfirm from 'antd/es/popconfirm';
import { type ReactNode, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { TemplateView } from '../../../../contracts/api-arrangements.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { Loading, Show } from '../parts/states.tsx';
import { useAct } from '../parts/use-act.ts';
import { useHref } from '../place.ts';
import { TEXT } from '../text.ts';
import { isWireError, type Problem, read, send } from '../wire.ts';
import '../styles/paper.css';
import './template.css';
import { type Block, bodyOf, fromWords, moved, type Part, toWords } from './arrange-parts.ts';
import { dayTime } from './when.ts';

/** 本单位的写法: a unit arranges a template for itself; the bound figures stay in their sentences. */
export function TemplatePage(): ReactNode {
  const kind = useParams()['kind'] ?? '';
  const template = useQuery({
    queryKey: ['template', kind],
    queryFn: ({ signal }) => read<TemplateView>(`/report-templates/${kind}`, {}, signal),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  if (!template.isFetchedAfterMount) return <Loading rows={12} />;
  return (
    <Show of={template} rows={12}>
      {(view) => <Arrange key={view.version} view={view} />}
    </Show>
  );
}

function Arrange(props: { view: TemplateView }): ReactNode {
  const { view } = props;
  const href = useHref();
  const client = useQueryClient();
  const [parts, setParts] = useState(view.parts);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [said, setSaid] = useState('');
  const act = useAct();
  const may = (deed: string): boolean => view.may.includes(deed);
  const isChanged = JSON.stringify(parts) !== JSON.stringify(view.parts);
  const change = (key: string, next: Partial<Part>): void =>
    setParts(parts.map((p) => (p.key === key ? { ...p, ...next } : p)));
  const changeBlock = (part: Part, key: string, next: Partial<Block>): void =>
    change(part.key, { blocks: part.blocks.map((b) => (b.key === key ? { ...b, ...next } : b)) });
  const step = (what: string, body: unknown, done: string): Promise<void> =>
    act.run(async () => {
      setProblems([]);
      try {
        const next = await send<TemplateView>(`/report-templates/${view.kind}${what}`, body);
        client.setQueryData(['template', view.kind], next);
        void client.invalidateQueries({ queryKey: ['report'] });
        setSaid(done);
      } catch (error) {
        if (isWireError(error)) setProblems(error.problems);
        throw error;
      }
    });
  return (
    <>
      <div className="report-bar no-print">
        <nav className="crumbs" aria-label="位置">
          <Link to={href('/reports')}>{TEXT.nav.reports}</Link> › {view.name} › 本单位的写法
        </nav>
        <span className="spacer" />
        {may('standard') && (
          <Popconfirm
            title="恢复成标准写法?"
            description="您改过的写法留在旧版本里,不再使用。"
            okText="恢复"
            cancelText={TEXT.cancel}
            onConfirm={() => void step('/standard', { base: view.version }, '已恢复标准写法。')}
          >
            <Button>恢复标准写法</Button>
          </Popconfirm>
        )}
        {may('arrange') && (
          <BusyButton
            type="primary"
            busy={act.busy}
            doing="正在保存…"
            disabled={!isChanged}
            onClick={() =>
              void step('', bodyOf(view, parts), '已保存。新起草和没定稿的报告用新写法,已定稿的不变。')
            }
          >
            保存本单位的写法
          </BusyButton>
        )}
      </div>
      <p className="hint">
        {view.changedAt
          ? `本单位第 ${view.version} 次改写,${view.changedBy ?? ''} ${dayTime(view.changedAt)},以标准第 ${view.standard} 版为底。`
          : `现在用的是标准写法(第 ${view.standard} 版)。改了只影响本单位。`}
        可以改标题和句子、调顺序、不写某一部分或某一句;【】里的数是从台账里数出来的,要留在句子里。
      </p>
      {view.offered.length > 0 && (
        <div className="note">
          <span className="sign info">i</span> 标准有了第 {view.newest} 版,和您的底稿有 {view.offered.length}{' '}
          处不同。不采用也可以,照旧用您的写法。
          <details>
            <summary>看有哪些不同</summary>
            <ul>
              {view.offered.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
          {may('adopt') && (
            <Button
              size="small"
              onClick={() =>
                void step('/adopt', { base: view.version }, '已采用新标准,您的写法能留的都留下了。')
              }
            >
              采用第 {view.newest} 版,保留我的写法
            </Button>
          )}
        </div>
      )}
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
      <p role="status" className="hint">
        {said}
      </p>
      <div className="template-parts">
        {parts.map((part, at) => (
          <section key={part.key} className={`sheet template-part ${part.hidden ? 'left-out' : ''}`}>
            <div className="template-head">
              <Input
                aria-label={`标题:${part.standardHeading}`}
                value={part.heading}
                maxLength={120}
                disabled={!may('arrange') || part.hidden}
                status={problems.some((p) => p.field.startsWith(`parts.${at}.`)) ? 'error' : ''}
                onChange={(e) => change(part.key, { heading: e.target.value })}
              />
              {may('arrange') && (
                <>
                  <Button
                    aria-label={`“${part.heading}”往上移`}
                    disabled={at === 0}
                    onClick={() => setParts(moved(parts, at, -1))}
                  >
                    ↑
                  </Button>
                  <Button
                    aria-label={`“${part.heading}”往下移`}
                    disabled={at === parts.length - 1}
                    onClick={() => setParts(moved(parts, at, 1))}
                  >
                    ↓
                  </Button>
                  <Button onClick={() => change(part.key, { hidden: !part.hidden })}>
                    {part.hidden ? '写这一部分' : '不写这一部分'}
                  </Button>
                </>
              )}
            </div>
            {!part.hidden &&
              part.blocks.map((block) => (
                <BlockRow
                  key={block.key}
                  block={block}
                  may={may('arrange')}
                  problems={problems.filter((p) => p.field.startsWith(`blocks.${block.key}`))}
                  change={(next) => changeBlock(part, block.key, next)}
                />
              ))}
          </section>
        ))}
      </div>
    </>
  );
}

/** A sentence to word anew. Its figures are named in brackets; buttons put one back that fell out. */
function BlockRow(props: {
  block: Block;
  may: boolean;
  problems: readonly Problem[];
  change: (next: Partial<Block>) => void;
}): ReactNode {
  const { block } = props;
  const box = useRef<HTMLDivElement>(null);
  const text = toWords(block.text, block);
  const lost = block.figures.filter(
    (f) => block.standardText.includes(`{${f.key}`) && !block.text.includes(`{${f.key}`),
  );
  const put = (key: string): void => props.change({ text: `${block.text}{${key}}` });
  return (
    <div className={`template-block ${block.hidden ? 'left-out' : ''}`} ref={box}>
      {block.kind === 'table' || block.hidden ? (
        <p>{block.kind === 'table' ? `表:${block.text}` : text}</p>
      ) : (
        <Input.TextArea
          aria-label={`句子:${toWords(block.standardText, block).slice(0, 20)}`}
          autoSize
          value={text}
          disabled={!props.may}
          status={props.problems.length + lost.length > 0 ? 'error' : ''}
          onChange={(e) => props.change({ text: fromWords(e.target.value, block) })}
        />
      )}
      {props.problems.map((p) => (
        <p key={p.message} className="problem">
          {p.message}
        </p>
      ))}
      {props.may && (
        <span className="finding-links">
          {lost.map((f) => (
            <Button key={f.key} size="small" onClick={() => put(f.key)}>
              放回【{f.label}】
            </Button>
          ))}
          <Button type="link" size="small" onClick={() => props.change({ hidden: !block.hidden })}>
            {block.hidden ? '写这句' : block.kind === 'table' ? '不要这张表' : '不写这句'}
          </Button>
          {block.text !== block.standardText && (
            <Button type="link" size="small" onClick={() => props.change({ text: block.standardText })}>
              恢复标准句子
            </Button>
          )}
        </span>
      )}
    </div>
  );
}
