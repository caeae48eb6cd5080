import Button from 'antd/es/button';
import { type ReactNode, useRef } from 'react';

const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf,.heic,.heif';

/** The button that chooses photos and PDFs; files may also be dropped on it or pasted beside it. */
export function ChooseFiles(props: {
  id?: string;
  label: string;
  disabled?: boolean;
  add: (files: readonly File[]) => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        {...(props.id ? { id: props.id } : {})}
        disabled={props.disabled ?? false}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPT}
        aria-label={props.label}
        onChange={(e) => {
          props.add([...(e.target.files ?? [])]);
          // The same file may be chosen again after it was refused.
          e.target.value = '';
        }}
      />
    </>
  );
}

/** Files that were dropped or pasted somewhere; none when it was text. */
export const filesOf = (from: DataTransfer | null): File[] => [...(from?.files ?? [])];
