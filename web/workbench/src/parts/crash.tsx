import Button from 'antd/es/button';
import { Component, type ReactNode } from 'react';

/** A page that breaks says so and leaves the frame standing; drafts are kept elsewhere and survive the reload. */
export class Crash extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }
  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="failed" role="alert">
        <p>
          <span className="sign late">✗ </span>
          这一页出了意外,没有打开。没存的草稿还在。请刷新;若仍不行,请告诉系统管理员。
        </p>
        <Button onClick={() => window.location.reload()}>刷新</Button>
      </div>
    );
  }
}
