// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;

/**
 * Everything about the contact with a number, computed and never held: as first exported and
 * synced, and as exported again under another uid.
 */
final class Numbered {
  static final FolderId FOLDER = new FolderId("people");
  static final FolderPairing FOLDERS =
      new FolderPairing(0, Folder.of(FOLDER, "People"), Folder.of(FOLDER, "People"), false);

  private static final Instant FIRST_EXPORTED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant EXPORTED_AGAIN = Instant.parse("2026-11-22T00:00:00Z");
  private static final String FIRST_TEXT = FIRST_EXPORTED.toString();
  private static final String AGAIN_TEXT = EXPORTED_AGAIN.toString();
  private static final List<String> GIVEN =
      List.of("Ada", "Alan", "Grace", "Linus", "Radia", "Donald", "Hedy", "Ken", "Zoë", "José");
  private static final List<String> SYLLABLES =
      List.of("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru", "sa", "te", "vi", "zo");

  private Numbered() {}

  static Reference sourceReference(int number, boolean again) {
    return new Reference((again ? "again/" : "first/") + number);
  }

  static Reference targetReference(int number) {
    return new Reference("kept/" + number);
  }

  static Uid uid(int number, boolean again) {
    return new Uid((again ? "urn:uuid:again-" : "urn:uuid:first-") + number);
  }

  /** The number behind the first mark of a name that {@code prefix} begins, else empty. */
  static Optional<Integer> number(String name, String prefix, int count) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    int number = Integer.parseInt(name.substring(prefix.length()));
    return number < count ? Optional.of(number) : Optional.empty();
  }

  static Version version(int number) {
    return new Version("v" + number);
  }

  static Item item(int number, boolean again) {
    return new Item(
        Kind.CONTACT,
        Optional.of(uid(number, again)),
        card(number, again),
        Optional.of(again ? EXPORTED_AGAIN : FIRST_EXPORTED),
        true);
  }

  /** Two share a telephone, forty an employer; nobody shares a name or an e-mail address. */
  private static ObjectNode card(int number, boolean again) {
    ObjectNode card = JsonNodeFactory.instance.objectNode();
    card.put("@type", "Card").put("version", "1.0").put("uid", uid(number, again).value());
    card.put("updated", again ? AGAIN_TEXT : FIRST_TEXT);
    String given = given(number);
    String surname = surname(number);
    ObjectNode name = card.putObject("name");
    name.put("full", given + " " + surname);
    name.putArray("components").add(component("given", given)).add(component("surname", surname));
    card.putObject("emails").putObject("e1").put("address", given + number + "@example.org");
    ObjectNode phones = card.putObject("phones");
    phones
        .putObject("p1")
        .put("number", "+49 30 " + String.valueOf(10_000_000 + number / 2).substring(1));
    card.putObject("organizations").putObject("o1").put("name", "Firm " + number / 40);
    return card;
  }

  private static ObjectNode component(String kind, String value) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind).put("value", value);
  }

  static String given(int number) {
    return GIVEN.get(number % GIVEN.size());
  }

  static String surname(int number) {
    StringBuilder name = new StringBuilder();
    for (int rest = number / GIVEN.size();
        rest > 0 || name.length() < 4;
        rest /= SYLLABLES.size()) {
      name.append(SYLLABLES.get(rest % SYLLABLES.size()));
    }
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** What is remembered of it after the first sync. */
  static Pairing pairing(int number, Fingerprint fingerprint) {
    Seen source =
        new Seen(sourceReference(number, false), Optional.of(version(number)), fingerprint);
    Seen target = new Seen(targetReference(number), Optional.of(version(number)), fingerprint);
    return new Pairing(
        number,
        FOLDERS.number(),
        Kind.CONTACT,
        uid(number, false),
        uid(number, false),
        Origin.CREATED,
        source,
        target,
        FOLDER,
        fingerprint,
        0,
        Optional.of(FIRST_EXPORTED),
        Set.of());
  }

  static Bases bases(int number) {
    return new Bases(card(number, false), Optional.empty());
  }
}
