import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import { type ReactNode, useState } from 'react';
import { Empty, Show } from '../parts/states.tsx';
import { sentenceOf } from '../wire.ts';
import { forgetWords, useTaught } from './reading-wire.ts';

/** 教过的说法: what was taught here and above; one's own can be forgotten. */
export function TaughtDrawer(props: { close: () => void; changed: () => void }): ReactNode {
  const taught = useTaught();
  const [problem, setProblem] = useState('');
  const forget = async (id: string): Promise<void> => {
    setProblem('');
    try {
      await forgetWords(id);
      props.changed();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <Drawer
      open
      size={560}
      className="drawer"
      rootClassName="drawer-root"
      title="教过的说法"
      onClose={props.close}
    >
      <p className="hint">本单位和上级教过的,都照此与台账核对;离得最近的说了算。</p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <Show of={taught} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="还没有教过">点开一个认错或没认出的数,按“教它这是什么数”。</Empty>
          ) : (
            <ul className="kept-list">
              {rows.map((t) => (
                <li key={t.id}>
                  <p>
                    “{t.subject}…{t.unitWord}” = <strong>{t.label ?? '台账里没有这个数'}</strong>
                    <span className="finding-quote">{t.unitName}教的</span>
                  </p>
                  {t.mayForget && (
                    <Button size="small" type="text" onClick={() => void forget(t.id)}>
                      忘掉
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Show>
    </Drawer>
  );
}
