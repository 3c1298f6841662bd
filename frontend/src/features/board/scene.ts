// From what the library holds to what the painter takes. An item whose parts have not changed stays the same object,
// so that nothing is painted twice.
import type { AspirationFace, BoardContents, BoardItem, GoalFace, PictureInfo } from '../../backend/types';
import { connected } from '../../canvas/connector';
import { spoken } from '../../canvas/focus';
import { filled } from '../../canvas/live';
import { readStyle, type Scene, type SceneFace, type SceneItem, type ScenePicture, type ThemeName } from '../../canvas/scene';

interface Made {
  readonly item: BoardItem;
  readonly picture: PictureInfo | undefined;
  readonly goal: GoalFace | undefined;
  readonly aspiration: AspirationFace | undefined;
  readonly scene: SceneItem;
  /** What a connector was drawn from: what it holds on to, as it was. */
  readonly from?: SceneItem;
  readonly to?: SceneItem;
}

export class SceneMaker {
  #made = new Map<string, Made>();

  make(contents: BoardContents, theme: ThemeName): Scene {
    const pictures = new Map(contents.pictures.map((one) => [one.id, one]));
    const goals = new Map(contents.goals.map((one) => [one.id, one]));
    const aspirations = new Map(contents.aspirations.map((one) => [one.id, one]));
    const made = new Map<string, Made>();
    const items = contents.items.map((item) => {
      const picture = pictures.get(item.pictureId);
      const goal = goals.get(item.goalId);
      const aspiration = aspirations.get(item.aspirationId);
      const old = this.#made.get(item.id);
      const same = old && old.item === item && old.picture === picture && old.goal === goal && old.aspiration === aspiration;
      // What holds on to others is made when those are there.
      if (item.kind === 'connector') return null;
      const shown = old && old.picture === picture ? old.scene.picture : picture && scenePicture(picture);
      const one = same ? old : { item, picture, goal, aspiration, scene: sceneItem(item, shown, goal, aspiration) };
      made.set(item.id, one);
      return one.scene;
    });
    const get = (id: string | undefined) => (id ? made.get(id)?.scene : undefined);
    const all = items.map((one, at) => {
      const item = contents.items[at];
      if (one || !item) return one;
      const from = get(item.style.from);
      const to = get(item.style.to);
      const old = this.#made.get(item.id);
      const same = old && old.item === item && old.from === from && old.to === to;
      const scene = same ? old.scene : connector(item, from, to);
      made.set(item.id, { item, picture: undefined, goal: undefined, aspiration: undefined, scene, from, to });
      return scene;
    });
    this.#made = made;
    const { kind, value } = contents.board.background;
    return { items: all.filter((one) => one !== null), background: { kind: kind === 'colour' ? 'colour' : 'paper', value }, theme };
  }
}

function connector(item: BoardItem, from: SceneItem | undefined, to: SceneItem | undefined): SceneItem {
  const bare = sceneItem(item);
  const line = connected(bare, (id) => (id === item.style.from ? from : id === item.style.to ? to : undefined));
  const joins = from || to ? `from ${from ? spoken(from).name : 'a free end'} to ${to ? spoken(to).name : 'a free end'}` : undefined;
  return { ...line, joins };
}

function scenePicture({ id, width, height, colour, animated, name }: PictureInfo): ScenePicture {
  return { id, width, height, colour, animated, name };
}

function sceneItem(item: BoardItem, picture?: ScenePicture, goal?: GoalFace, aspiration?: AspirationFace): SceneItem {
  const { id, x, y, w, h, rotation, z } = item;
  const word = item.kind === 'word' && aspiration;
  return {
    id,
    kind: item.kind as SceneItem['kind'],
    x,
    y,
    w,
    h,
    rotation,
    z,
    // A word card of an aspiration says what the aspiration says now.
    text: word ? aspiration.what : goal ? live(item.text, goal) : item.text,
    style: readStyle({ ...item.style, hue: word ? aspiration.hue : item.style.hue }),
    picture,
    face: goal ? goalFace(goal) : aspiration && !word ? aspirationFace(aspiration) : undefined,
  };
}

const live = (text: string, { progress, daysLeft, latest, start, target, unit }: GoalFace): string =>
  filled(text, { progress: progress ?? null, daysLeft: daysLeft ?? null, saved: latest ?? start, target: target ?? null, unit });

function goalFace(goal: GoalFace): SceneFace {
  return {
    title: goal.title,
    progress: goal.progress ?? null,
    daysLeft: goal.daysLeft ?? null,
    reached: goal.reached,
    status: goal.status,
    nextAction: goal.nextAction,
    hue: goal.hue,
    why: goal.why,
  };
}

function aspirationFace(aspiration: AspirationFace): SceneFace {
  return {
    title: aspiration.what,
    progress: null,
    daysLeft: null,
    reached: false,
    status: '',
    nextAction: '',
    hue: aspiration.hue,
    why: aspiration.why,
    what: aspiration.what,
  };
}
