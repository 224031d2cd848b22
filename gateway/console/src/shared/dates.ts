import dayjs from 'dayjs'

/** Legal days are days in China, wherever the browser stands. */
export function today(now: Date = new Date()): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

export const thisYear = () => Number(today().slice(0, 4))

/** 2024-03-05, 2024-03, 2024-Q1, 2024 → 2024年3月5日 … */
export function periodText(period: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(period)
  if (day) return `${day[1]}年${Number(day[2])}月${Number(day[3])}日`
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  if (quarter) return `${quarter[1]}年第${quarter[2]}季度`
  const month = /^(\d{4})-(\d{2})$/.exec(period)
  if (month) return `${month[1]}年${Number(month[2])}月`
  return /^\d{4}$/.test(period) ? `${period}年` : period
}

/** Last day of a period. */
export function endOf(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  if (quarter) return dayjs(`${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, '0')}-01`).endOf('month').format('YYYY-MM-DD')
  if (period.length === 7) return dayjs(`${period}-01`).endOf('month').format('YYYY-MM-DD')
  return period.length === 4 ? `${period}-12-31` : period
}

/** Days from one day to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** 还有12天, 今天, 已过3天. */
export function distance(day: string, from: string): string {
  const days = daysBetween(from, day)
  return days > 0 ? `还有${days}天` : days === 0 ? '今天' : `已过${-days}天`
}

/** A moment in China: 2026-03-05 16:04. */
export function momentText(moment: string): string {
  const at = new Date(new Date(moment).getTime() + 8 * 3_600_000)
  return Number.isNaN(at.getTime()) ? moment : at.toISOString().slice(0, 16).replace('T', ' ')
}
