import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import { ERASE_GROUNDS, type EraseGround, type PersonalFound } from '../../../../contracts/api-personal.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { queryClient } from '../queries.ts';
import { download, isWireError, send } from '../wire.ts';

interface Shared {
  readonly matter: PersonalFound;
  readonly requestId: string | null;
  readonly done: (said: string) => void;
  readonly close: () => void;
}

/** A reason, what goes with it, and one button: the frame of all three. */
function ActForm(props: {
  name: string;
  doing: string;
  close: () => void;
  ready: string;
  act: (reason: string) => Promise<void>;
  children: ReactNode;
}): ReactNode {
  const [reason, setReason] = useState('');
  const { busy, problem, setProblem, run } = useAct();
  const go = (): Promise<void> =>
    run(async () => {
      if (props.ready) return setProblem(props.ready);
      if (reason.trim().length < 4) return setProblem('请写一句理由,四个字以上。');
      try {
        await props.act(reason.trim());
        await queryClient.invalidateQueries({ queryKey: ['personal'] });
      } catch (error) {
        if (isWireError(error) && error.problems.length > 0)
          return setProblem(error.problems.map((p) => p.message).join(''));
        throw error;
      }
    });
  return (
    <form
      className="reason-form personal-form"
      aria-label={props.name}
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      {props.children}
      <label htmlFor="personal-reason">理由</label>
      <Input
        id="personal-reason"
        maxLength={500}
        value={reason}
        placeholder="例如:本人带身份证来取(不要写姓名和案情)"
        onChange={(e) => setReason(e.target.value)}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing={props.doing}>
          {props.name}
        </BusyButton>
        <Button onClick={props.close}>取消</Button>
      </p>
    </form>
  );
}

/** 出副本: a document for her to be handed; another's data stay out. */
export function CopyForm({ matter, requestId, done, close }: Shared): ReactNode {
  const [asks, setAsks] = useState<'her' | 'sender'>('her');
  const [files, setFiles] = useState(false);
  return (
    <ActForm
      name="出副本"
      doing="正在做…"
      close={close}
      ready=""
      act={async (reason) => {
        const body = { matterId: matter.matterId, reason, requestId, asks, files };
        await download('/personal/copy', {}, '个人信息副本.zip', body);
        done('副本已下载:当面交给她,交完删掉电脑里的。');
      }}
    >
      <p>
        一份能读的文档和一份数据,连同由这件事引起的别的事项。被反映的人、替她反映的人的信息不在内;打印前请再看一遍。
      </p>
      <fieldset className="plain-choices">
        <legend>谁要的</legend>
        <label>
          <input type="radio" name="asks" checked={asks === 'her'} onChange={() => setAsks('her')} />{' '}
          事情是她的{' '}
        </label>
        <label>
          <input type="radio" name="asks" checked={asks === 'sender'} onChange={() => setAsks('sender')} />{' '}
          替别人写来的人(只给他自己写的)
        </label>
      </fieldset>
      {matter.files > 0 && (
        <label>
          <input type="checkbox" checked={files} onChange={(e) => setFiles(e.target.checked)} />{' '}
          连同材料(我已逐个看过,里面没有别人的信息)
        </label>
      )}
    </ActForm>
  );
}

/** 更正: what is wrong, over what stands there; the old words stay in the history. */
export function CorrectForm({ matter, requestId, done, close }: Shared): ReactNode {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [key] = useState(() => crypto.randomUUID());
  const changed = Object.fromEntries(
    Object.entries(said).filter(([k, v]) => v !== matter.fields.find((f) => f.key === k)?.value),
  );
  return (
    <ActForm
      name="更正"
      doing="正在保存…"
      close={close}
      ready={Object.keys(changed).length === 0 ? '请改至少一栏。' : ''}
      act={async (reason) => {
        await send('/personal/correct', {
          requestKey: key,
          matterId: matter.matterId,
          version: matter.version,
          fields: changed,
          reason,
          requestId,
        });
        done('已更正,记在经过里。再改请重新查一次。');
      }}
    >
      <p className="hint">原来写的留在经过里,写明谁、什么时候、为什么改的。</p>
      {matter.fields.map((f) => (
        <div key={f.key}>
          <label htmlFor={`correct-${f.key}`}>{f.label}</label>
          <Input.TextArea
            id={`correct-${f.key}`}
            autoSize
            value={said[f.key] ?? f.value}
            onChange={(e) => setSaid({ ...said, [f.key]: e.target.value })}
          />
        </div>
      ))}
    </ActForm>
  );
}

/** 提出删除: on a ground of the law; another person decides. */
export function EraseForm({ matter, requestId, done, close }: Shared): ReactNode {
  const [ground, setGround] = useState<EraseGround | ''>('');
  const [key] = useState(() => crypto.randomUUID());
  return (
    <ActForm
      name="提出删除"
      doing="正在提出…"
      close={close}
      ready={ground === '' ? '请选一个法定理由。' : ''}
      act={async (reason) => {
        await send('/personal/erasures', {
          requestKey: key,
          matterId: matter.matterId,
          ground,
          reason,
          requestId,
        });
        done('已提出,等安全管理员批准。');
      }}
    >
      <p>
        连同由它引起的别的事项、来件、材料、转办的副本一起删,删了谁也找不回来。已经打印、交给别的单位的不在内。编号、时间、分类留着,数字不变。
      </p>
      <label htmlFor="erase-ground">法定理由(个人信息保护法第四十七条)</label>
      <select id="erase-ground" value={ground} onChange={(e) => setGround(e.target.value as EraseGround)}>
        <option value="">请选</option>
        {Object.entries(ERASE_GROUNDS).map(([k, words]) => (
          <option key={k} value={k}>
            {words}
          </option>
        ))}
      </select>
    </ActForm>
  );
}
