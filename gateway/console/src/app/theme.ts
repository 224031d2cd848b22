import type { ThemeConfig } from 'antd'

/** Greys are dark enough to read on white (4.5:1), placeholders included. */
export const theme: ThemeConfig = {
  token: {
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#1a5fb4',
    colorLink: '#1a5fb4',
    colorError: '#c01c28',
    colorSuccess: '#1b6e3c',
    colorTextPlaceholder: '#6a7280',
    colorTextDescription: '#59616e',
    colorTextDisabled: '#6a7280',
    borderRadius: 6,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
  },
}
