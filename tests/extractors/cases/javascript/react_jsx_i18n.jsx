import {Translate, PluralTranslate, Singular, Plural, Param} from './i18n';

const title = Translate.string('Page   title ');
const with_context = Translate.string('Number', 'Room number');
const with_values = Translate.string('Room {name}', {name});
const rats = PluralTranslate.string('One rat', '{count} rats', n, {count: n});
const big = PluralTranslate.string('{count} cat', '{count} cats', n, 'big');
const glued = Translate.string('Room ' + name);
const other = string('Not ours');
const few = PluralTranslate.string('One');

export const Page = () => (
  <div>
    <Translate>Passwords must match</Translate>
    <Translate as="h1" context="noun">
      Event
    </Translate>
    <Translate>
      Hey <Param name="name" value={name} />, you want to{' '}
      <Param name="link" wrapper={<a />}>
        click me
      </Param>{' '}
      and you know it!
    </Translate>
    <PluralTranslate count={n}>
      <Singular>
        You have <Param name="count" value={n} /> rat.
      </Singular>
      <Plural>
        You have <Param name="count" value={n} /> rats.
      </Plural>
    </PluralTranslate>
    <PluralTranslate count={n}><Singular>Half of it</Singular></PluralTranslate>
    <Translate>Words {value} in braces</Translate>
    <Translate><b>bold</b></Translate>
  </div>
);
