import Modal from 'antd/es/modal';
import type { ReactNode } from 'react';
import { KEYS } from './keys.ts';

export function KeysHelp(props: { close: () => void }): ReactNode {
  return (
    <Modal open title="快捷键" footer={null} onCancel={props.close} width={420}>
      <table className="plain-table">
        <tbody>
          {KEYS.map((k) => (
            <tr key={k.key}>
              <th scope="row">
                <kbd>{k.key}</kbd>
              </th>
              <td>{k.does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">正在用输入法选字的时候,快捷键不起作用。</p>
    </Modal>
  );
}
