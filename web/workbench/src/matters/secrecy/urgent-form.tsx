import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../../../contracts/api.ts';
import type { UrgentView } from '../../../../../contracts/api-secrecy.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useGo } from '../../place.ts';
import { queryClient } from '../../queries.ts';
import { send } from '../../wire.ts';
import '../../styles/secrecy.css';

/** Asks for an urgent view (紧急查看): which matter, why now. Says first who will be told. */
export function UrgentForm(props: { me: Me; close: () => void }): ReactNode {
  const [unit, setUnit] = useState(props.me.unit.id);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct();
  const go = useGo();
  const missing =
    number.trim() === '' ? '请写编号。' : reason.trim().length < 10 ? '理由至少写 10 个字。' : '';
  const open = (): Promise<void> =>
    act.run(async () => {
      if (missing) return act.setProblem(missing);
      const view = await send<UrgentView>('/urgent-views', { unit, number, reason });
      await queryClient.invalidateQueries({ queryKey: ['matters'] });
      go(`/matters/${view.matterId}`);
    });
  return (
    <form
      className="sheet urgent-form"
      aria-label="紧急查看"
      onSubmit={(e) => {
        e.preventDefault();
        void open();
      }}
    >
      <h2>紧急查看一件个案</h2>
      <p>
        {'只在来不及找责任人、又必须马上知道情况时用,例如她来电说有危险。只能看 3 小时,不能办。' +
          '责任人和她的领导会马上知道是您看的、为什么看;这件事上也一直留着。'}
      </p>
      <label htmlFor="urgent-unit">哪个单位在办</label>
      <UnitPicker
        id="urgent-unit"
        label="哪个单位在办"
        known={[props.me.unit]}
        value={unit}
        onChange={(id) => setUnit(id)}
      />
      <label htmlFor="urgent-number">编号</label>
      <Input
        id="urgent-number"
        placeholder="例如:首问〔2026〕12号"
        maxLength={40}
        value={number}
        onChange={(e) => setNumber(e.target.value)}
      />
      <label htmlFor="urgent-reason">为什么现在必须看</label>
      <Input.TextArea
        id="urgent-reason"
        autoSize={{ minRows: 2 }}
        maxLength={500}
        placeholder="例如:她来电求助,责任人电话打不通(不要写她的姓名和案情)"
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {act.problem && (
        <p className="problem" role="alert">
          {act.problem}
        </p>
      )}
      <p className="begin-buttons">
        <BusyButton type="primary" htmlType="submit" busy={act.busy} doing="正在打开…">
          打开看 3 小时
        </BusyButton>
        <Button onClick={props.close}>不看了</Button>
      </p>
    </form>
  );
}
