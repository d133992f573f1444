import { type MeFragment, UpdateProfileDocument, type UpdateProfileInput } from "../../generated/graphql.ts";
import { chooseScheme, chosenScheme, hotkeysOn, type Scheme, switchHotkeys } from "../../lib/preferences.ts";
import { type Reading, TextSetting } from "../../ui/form/TextSetting.tsx";
import { inMinutes, readAbandonHours, readTarget, writeTarget } from "./profile-values.ts";
import { WeekStartSetting } from "./WeekStartSetting.tsx";
import { ZoneSetting } from "./ZoneSetting.tsx";

/** The viewer's name, time zone, week start and colours. */
export function ProfileSettings(props: { readonly me: MeFragment }) {
  return (
    <section data-part="setting" id="profile" aria-labelledby="profile-h">
      <div>
        <h2 id="profile-h">Profile</h2>
        <p>Your days begin and end in this time zone.</p>
      </div>
      <div data-ui="card">
        <div data-part="fields">
          <TextSetting
            id="fn"
            label="First name"
            value={props.me.firstName}
            autocomplete="given-name"
            document={UpdateProfileDocument}
            read={(firstName) => ({ value: { firstName } })}
          />
          <TextSetting
            id="ln"
            label="Last name"
            value={props.me.lastName}
            autocomplete="family-name"
            document={UpdateProfileDocument}
            read={(lastName) => ({ value: { lastName } })}
          />
          <ZoneSetting zone={props.me.timezone} />
          <WeekStartSetting weekStart={props.me.weekStart} />
          <SchemeSetting />
        </div>
      </div>
    </section>
  );
}

/** The target per question, and when an inactive session closes. */
export function PaceSettings(props: { readonly me: MeFragment }) {
  const target = (text: string): Reading<UpdateProfileInput> => {
    const read = readTarget(text);
    return "refusal" in read ? read : { value: { targetSeconds: read.value } };
  };
  const hours = (text: string): Reading<UpdateProfileInput> => {
    const read = readAbandonHours(text);
    return "refusal" in read ? read : { value: { abandonAfterHours: read.value } };
  };
  return (
    <section data-part="setting" id="pace" aria-labelledby="pace-h">
      <div>
        <h2 id="pace-h">Pace</h2>
        <p>A running session keeps the target it was opened with.</p>
      </div>
      <div data-ui="card">
        <div data-part="fields">
          <TextSetting
            id="tp"
            label="Target per question"
            value={writeTarget(props.me.targetSeconds)}
            help={(text) => `${inMinutes(text)} From 00:10 to 60:00.`.trim()}
            inputMode="text"
            document={UpdateProfileDocument}
            read={target}
          />
          <TextSetting
            id="ab"
            label="Close an inactive session after"
            value={String(props.me.abandonAfterHours)}
            unit="hours"
            inputMode="numeric"
            document={UpdateProfileDocument}
            read={hours}
          />
        </div>
      </div>
    </section>
  );
}

/** Single-key shortcuts, for this browser only. */
export function KeySettings() {
  return (
    <section data-part="setting" id="keys-setting" aria-labelledby="keys-setting-h">
      <div>
        <h2 id="keys-setting-h">Keyboard</h2>
        <p>For this browser.</p>
      </div>
      <div data-ui="card">
        <div data-part="switches">
          <label data-ui="switch">
            <span>
              Single-key shortcuts
              <small>N, P, U, E, G, T, / and ?</small>
            </span>
            <input
              type="checkbox"
              role="switch"
              checked={hotkeysOn()}
              aria-checked={hotkeysOn()}
              onChange={(event) => switchHotkeys(event.currentTarget.checked)}
            />
          </label>
        </div>
      </div>
    </section>
  );
}

const SCHEMES: readonly (readonly [Scheme, string])[] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

function SchemeSetting() {
  const choose = (value: string) => {
    const scheme = SCHEMES.find(([name]) => name === value);
    if (scheme) chooseScheme(scheme[0]);
  };
  return (
    <div data-ui="field">
      <label for="sc">Colours</label>
      <select data-ui="select" id="sc" onChange={(event) => choose(event.currentTarget.value)}>
        {SCHEMES.map(([value, name]) => (
          <option value={value} selected={value === chosenScheme()}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
