import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { formatMoment, formatNumber } from '../format.ts';
import { Empty, Show } from '../parts/states.tsx';
import { useTimes } from '../place.ts';
import { sentenceOf } from '../wire.ts';
import { removeText, useKeptText, useKeptTexts } from './reading-wire.ts';

/** 比对库: texts of one's own unit and those below, with which each new one is compared. */
export function KeptDrawer(props: {
  close: () => void;
  read: (title: string, text: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const [sure, setSure] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const { today } = useTimes();
  const list = useKeptTexts(useDeferredValue(typed.trim()));
  const remove = async (id: string): Promise<void> => {
    setProblem('');
    try {
      await removeText(id);
      setSure(null);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <Drawer
      open
      size={680}
      className="drawer"
      rootClassName="drawer-root"
      title="比对库"
      onClose={props.close}
    >
      <p className="hint">
        本单位和下级放进来的稿子,定稿的报告自动在内。体检时与它们比,看有没有雷同;上级和别的单位的稿子不在里面。
      </p>
      <Input
        value={typed}
        placeholder="按题目或单位找"
        aria-label="按题目或单位找"
        allowClear
        onChange={(e) => setTyped(e.target.value)}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <Show of={list} rows={5}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={typed.trim() ? `没有找到“${typed.trim()}”` : '比对库还是空的'}>
              {typed.trim() ? '换几个字试试。' : '体检过一份稿子后,按“放进比对库”,以后的稿子就会和它比。'}
            </Empty>
          ) : (
            <ul className="kept-list">
              {rows.map((k) => (
                <li key={k.id}>
                  <button
                    type="button"
                    className="finding-main"
                    aria-expanded={open === k.id}
                    onClick={() => setOpen(open === k.id ? null : k.id)}
                  >
                    {k.title}
                    <span className="finding-quote">
                      {k.unitName} · {formatNumber(k.chars)} 字 · {formatMoment(k.at, today)}
                      {k.isReport && ' · 定稿'}
                    </span>
                  </button>
                  {k.mayRemove &&
                    (sure === k.id ? (
                      <span className="finding-links">
                        移出后不再和它比。
                        <Button size="small" danger onClick={() => void remove(k.id)}>
                          移出
                        </Button>
                        <Button size="small" onClick={() => setSure(null)}>
                          不移
                        </Button>
                      </span>
                    ) : (
                      <Button size="small" type="text" onClick={() => setSure(k.id)}>
                        移出…
                      </Button>
                    ))}
                  {open === k.id && <KeptText id={k.id} read={props.read} />}
                </li>
              ))}
            </ul>
          )
        }
      </Show>
    </Drawer>
  );
}

function KeptText(props: { id: string; read: (title: string, text: string) => void }): ReactNode {
  const kept = useKeptText(props.id);
  return (
    <Show of={kept} rows={3}>
      {(k) => (
        <div className="kept-text">
          <pre>{k.text.slice(0, 3_000)}</pre>
          {k.text.length > 3_000 && <p className="hint">只显示开头。</p>}
          <Button size="small" onClick={() => props.read(k.title, k.text)}>
            拿来体检
          </Button>
        </div>
      )}
    </Show>
  );
}
