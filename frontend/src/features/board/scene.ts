// From what the library holds to what the painter takes. An item whose parts have not changed stays the same object,
// so that nothing is painted twice.
import type { AspirationFace, BoardContents, BoardItem, GoalFace, PictureInfo } from '../../backend/types';
import { readStyle, type Scene, type SceneFace, type SceneItem, type ScenePicture, type ThemeName } from '../../canvas/scene';

interface Made {
  readonly item: BoardItem;
  readonly picture: PictureInfo | undefined;
  readonly goal: GoalFace | undefined;
  readonly aspiration: AspirationFace | undefined;
  readonly scene: SceneItem;
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
      const shown = old && old.picture === picture ? old.scene.picture : picture && scenePicture(picture);
      const one = same ? old : { item, picture, goal, aspiration, scene: sceneItem(item, shown, goal, aspiration) };
      made.set(item.id, one);
      return one.scene;
    });
    this.#made = made;
    const { kind, value } = contents.board.background;
    return { items, background: { kind: kind === 'colour' ? 'colour' : 'paper', value }, theme };
  }
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
    text: word ? aspiration.what : item.text,
    style: readStyle({ ...item.style, hue: word ? aspiration.hue : item.style.hue }),
    picture,
    face: goal ? goalFace(goal) : aspiration && !word ? aspirationFace(aspiration) : undefined,
  };
}

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
