// What may be asked about an aspiration, a goal or a step. The answers stand as a short list; of what is open, one
// question is asked at a time, and each may be left.

interface Asked {
  id: string;
  /** The answer's name in the list: "Reward". */
  name: string;
  /** The question, as one asks a friend. */
  ask: string;
}

export type Question =
  | (Asked & { kind: 'text'; value: string; placeholder?: string; multiline?: boolean })
  | (Asked & { kind: 'choice'; value: string; options: readonly { value: string; title: string }[] })
  | (Asked & { kind: 'day'; value: string })
  | (Asked & { kind: 'number'; value: number | null; unit: string; placeholder?: string });

export const isAnswered = (question: Question): boolean => question.value !== '' && question.value !== null;

/** The open question that comes after one that was left; round again at the end. Null when all are answered. */
export function nextQuestion(questions: readonly Question[], left: string): Question | null {
  const open = questions.filter((one) => !isAnswered(one));
  const order = questions.map(({ id }) => id);
  const from = order.indexOf(left);
  return open.find((one) => order.indexOf(one.id) > from) ?? open[0] ?? null;
}
