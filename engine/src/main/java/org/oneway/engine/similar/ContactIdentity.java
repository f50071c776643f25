// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Uid;
import org.oneway.engine.similar.Identity.Token;

/** What identifies one contact without its uid. */
final class ContactIdentity {
  /** Parts of a name that come and go and identify nobody. */
  private static final Set<String> DECORATION = Set.of("title", "credential", "separator");

  /** Parts of an address that say which house it is. */
  private static final Set<String> HOUSE =
      Set.of("name", "number", "block", "building", "postOfficeBox", "landmark");

  /** A full address of fewer words names a town, not a house. */
  private static final int LEAST_ADDRESS_WORDS = 4;

  private final ObjectNode card;
  private final Set<String> organizations;
  private final Set<Token> tokens = new LinkedHashSet<>();

  ContactIdentity(ObjectNode card) {
    this.card = card;
    this.organizations = organizations();
  }

  /** All that can be shared. */
  Identity identity(Fingerprint content) {
    add(Evidence.CONTENT, content.hash());
    addNames();
    emails().forEach(email -> add(Evidence.EMAIL, email));
    phones().forEach(phone -> add(Evidence.PHONE, phone));
    organizations.forEach(name -> add(Evidence.ORGANIZATION, name));
    addBirthdays();
    addAddresses();
    return new Identity(tokens);
  }

  /**
   * A name-based UUID (RFC 9562 section 5.5) of name, e-mails, telephone numbers, organisations;
   * where there are none of these, of the content.
   */
  Uid uid(Supplier<Fingerprint> content) {
    List<String> parts = List.of(fullName(), emails() + "", phones() + "", organizations + "");
    boolean nameless = List.of("", "[]", "[]", "[]").equals(parts);
    return NameUuid.of(nameless ? content.get().hash() : String.join("\n", parts));
  }

  private void addNames() {
    Set<String> names = new TreeSet<>(List.of(fullName(), joined(nameWords(DECORATION))));
    names.remove("");
    for (String name : names) {
      boolean isShort = name.indexOf(' ') < 0 || organizations.contains(name);
      add(isShort ? Evidence.SHORT_NAME : Evidence.NAME, name);
    }
    if (names.isEmpty()) {
      organizations.forEach(name -> add(Evidence.SHORT_NAME, name));
      values("nicknames", "name").forEach(name -> add(Evidence.SHORT_NAME, joined(Words.of(name))));
    }
    String given = first("given");
    String surname = first("surname");
    if (!given.isEmpty() && !surname.isEmpty()) {
      add(Evidence.SURNAME, surname + "," + given);
    }
  }

  /** The words of the full name; without one, those of all its components. */
  private String fullName() {
    List<String> words = Words.of(card.path("name").path("full").asText());
    return joined(words.isEmpty() ? nameWords(Set.of("separator")) : words);
  }

  private List<String> nameWords(Set<String> without) {
    StringBuilder values = new StringBuilder();
    for (JsonNode component : card.path("name").path("components")) {
      if (!without.contains(component.path("kind").asText())) {
        values.append(component.path("value").asText()).append(' ');
      }
    }
    return Words.of(values.toString());
  }

  private String first(String kind) {
    for (JsonNode component : card.path("name").path("components")) {
      if (component.path("kind").asText().equals(kind)) {
        return joined(Words.of(component.path("value").asText()));
      }
    }
    return "";
  }

  private Set<String> emails() {
    Set<String> emails = new TreeSet<>();
    for (String address : values("emails", "address")) {
      emails.add(Uris.emailAddress(address).toLowerCase(Locale.ROOT));
    }
    emails.remove("");
    return emails;
  }

  private Set<String> phones() {
    Set<String> phones = new TreeSet<>();
    for (String number : values("phones", "number")) {
      PhoneNumbers.identifying(number).ifPresent(phones::add);
    }
    return phones;
  }

  private Set<String> organizations() {
    Set<String> names = new TreeSet<>();
    for (String name : values("organizations", "name")) {
      names.add(joined(Words.of(name)));
    }
    names.remove("");
    return names;
  }

  private void addBirthdays() {
    for (JsonNode anniversary : card.path("anniversaries")) {
      JsonNode date = anniversary.path("date");
      if (anniversary.path("kind").asText().equals("birth")
          && date.has("month")
          && date.has("day")) {
        add(
            Evidence.BIRTHDAY,
            date.path("year").asText() + "-" + date.get("month") + "-" + date.get("day"));
      }
    }
  }

  private void addAddresses() {
    for (JsonNode address : card.path("addresses")) {
      List<String> values = new ArrayList<>();
      boolean house = false;
      for (JsonNode component : address.path("components")) {
        String kind = component.path("kind").asText();
        house |= HOUSE.contains(kind);
        values.add(kind.equals("country") ? "" : component.path("value").asText());
      }
      List<String> words = Words.of(String.join(" ", values));
      if (words.isEmpty()) {
        words = Words.of(address.path("full").asText());
        house = words.size() >= LEAST_ADDRESS_WORDS;
      }
      if (house) {
        add(Evidence.ADDRESS, joined(words));
      }
    }
  }

  private List<String> values(String entries, String member) {
    List<String> values = new ArrayList<>();
    card.path(entries).forEach(entry -> values.add(entry.path(member).asText()));
    return values;
  }

  private static String joined(List<String> words) {
    return String.join(" ", words);
  }

  private void add(Evidence evidence, String value) {
    if (!value.isEmpty()) {
      byte[] hash = Hashes.sha256(evidence + " " + value);
      tokens.add(new Token(evidence, evidence.mark(ByteBuffer.wrap(hash).getLong())));
    }
  }
}
