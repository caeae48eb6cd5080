import Button from 'antd/es/button';
import Popover from 'antd/es/popover';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Me } from '../../../../contracts/api.ts';
import { hasFleetingDrafts } from '../draft.ts';
import { formatDay } from '../format.ts';
import { useHref } from '../place.ts';
import { queryClient } from '../queries.ts';
import { send, sentenceOf } from '../wire.ts';

/** As whom: unit and post; another post of hers; sign out. Drafts belong to the post and wait for it. */
export function PostSwitch(props: { me: Me }): ReactNode {
  const { me } = props;
  const href = useHref();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState('');
  const [sure, setSure] = useState(false);
  const choose = async (postId: string): Promise<void> => {
    try {
      await send('/me/post', { postId });
      setOpen(false);
      await queryClient.invalidateQueries();
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  const leave = async (): Promise<void> => {
    if (hasFleetingDrafts() && !sure) {
      setSure(true);
      return;
    }
    try {
      await send('/sign-out');
      window.sessionStorage.clear();
      queryClient.clear();
      window.location.assign('/sign-in');
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="post-list">
          <p className="hint">
            {me.name} · {me.roleName}
          </p>
          {me.posts.map((post) => (
            <Button
              key={post.id}
              block
              type={post.id === me.postId ? 'primary' : 'default'}
              ghost={post.id === me.postId}
              onClick={() => void choose(post.id)}
            >
              {post.unitName} · {post.title}
            </Button>
          ))}
          {sure && <p className="doubt">还有没存的草稿(有姓名或来访的台账),退出后就没有了。</p>}
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <Link className="account-door" to={href('/account')} onClick={() => setOpen(false)}>
            我的账号:密码、验证器、设备
          </Link>
          <Button block type="text" onClick={() => void leave()}>
            {sure ? '不要草稿了,退出' : '退出登录'}
          </Button>
        </div>
      }
    >
      <Button type="text" className="post-door">
        <span className="visually-hidden">当前职务</span>
        <strong>{me.unit.name}</strong>
        <span className="post-title">
          {me.name} · {me.postTitle}
        </span>
        {me.acting && (
          <span className="acting-tag">
            代理
            <span className="acting-more">
              {me.acting.forName},到 {formatDay(me.acting.until, me.today)}
            </span>
          </span>
        )}
        <span aria-hidden>▾</span>
        <span className="visually-hidden">,点开可换</span>
      </Button>
    </Popover>
  );
}
