import Button from 'antd/es/button';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../contracts/api.ts';
import type { AccountRow } from '../../../../contracts/api-accounts.ts';
import { BusyButton } from '../parts/busy-button.tsx';
import { useAct } from '../parts/use-act.ts';
import { TEXT } from '../text.ts';
import { send } from '../wire.ts';
import { PostFields, type PostTyped, postProblem } from './post-fields.tsx';

/** Another post for an account; `close` gets what was done, or nothing. */
export function GivePost(props: {
  account: AccountRow;
  me: Me;
  close: (said: string | null) => void;
}): ReactNode {
  const [post, setPost] = useState<PostTyped>({ unitId: null, role: null, title: '' });
  const { busy, problem, setProblem, run } = useAct();
  const give = (): void => {
    const missing = postProblem(post);
    if (missing) {
      setProblem(missing);
      return;
    }
    void run(async () => {
      const { waits } = await send<{ waits: boolean }>(`/accounts/${props.account.id}/posts`, { ...post });
      props.close(waits ? '已提出,等安全管理员确认。' : '职务已授。');
    });
  };
  return (
    <form
      className="sign-in-form account-form"
      onSubmit={(e) => {
        e.preventDefault();
        give();
      }}
    >
      <PostFields me={props.me} value={post} onChange={setPost} />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <BusyButton type="primary" htmlType="submit" busy={busy} doing="正在办…">
          授职务
        </BusyButton>
        <Button onClick={() => props.close(null)}>{TEXT.cancel}</Button>
      </p>
    </form>
  );
}
