// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Uid;
import org.oneway.engine.similar.Identity.Token;

/** What identifies one event, task or note without its uid. */
final class EventIdentity {
  private static final Canonical CANONICAL =
      new Canonical(EventShape.EVENT, EnumSet.allOf(Rule.class), Set.of());

  private final String title;
  private final String start;
  private final String end;
  private final String organizer;

  EventIdentity(ObjectNode item) {
    this.title = String.join(" ", Words.of(item.path("title").asText()));
    ObjectNode times = Canonical.NODES.objectNode();
    for (String member : EventShape.TIME) {
      Members.set(times, member, item.path(member));
    }
    ObjectNode plain = CANONICAL.item(times);
    // A series is known by its first instant: the zone's name may change, its rule too.
    new EventTimes(CANONICAL, item).settleInstance(plain);
    boolean due = !plain.has("start");
    this.start = plain.path(due ? "due" : "start").asText();
    this.end = due ? "" : plain.path("due").asText() + plain.path("duration").asText();
    this.organizer = organizer(item);
  }

  private static String organizer(ObjectNode item) {
    Set<String> addresses = new TreeSet<>();
    for (JsonNode method : item.path("replyTo")) {
      addresses.add(address(method.asText()));
    }
    for (JsonNode participant : item.path("participants")) {
      if (participant.path("roles").path("owner").asBoolean()) {
        participant.path("sendTo").forEach(method -> addresses.add(address(method.asText())));
        addresses.add(address(participant.path("email").asText()));
      }
    }
    addresses.add(address(item.path("organizerCalendarAddress").asText()));
    addresses.remove("");
    return addresses.isEmpty() ? "" : addresses.iterator().next();
  }

  private static String address(String uri) {
    return Uris.emailAddress(uri).toLowerCase(Locale.ROOT);
  }

  /** All that can be shared. */
  Identity identity(Fingerprint content) {
    Set<Token> tokens = new LinkedHashSet<>();
    add(tokens, Evidence.CONTENT, content.hash());
    String occasion = title + "\n" + start;
    if (!title.isEmpty() && !start.isEmpty()) {
      add(tokens, Evidence.OCCASION, occasion);
      add(tokens, Evidence.OCCASION_END, occasion + "\n" + end);
      if (!organizer.isEmpty()) {
        add(tokens, Evidence.OCCASION_ORGANIZER, occasion + "\n" + organizer);
      }
    }
    return new Identity(tokens);
  }

  /** A name-based UUID of title, start, organiser and end; without any, of the content. */
  Uid uid(Supplier<Fingerprint> content) {
    List<String> parts = List.of("event", title, start, organizer, end);
    boolean nothing = title.isEmpty() && start.isEmpty();
    return NameUuid.of(nothing ? content.get().hash() : String.join("\n", parts));
  }

  private static void add(Set<Token> tokens, Evidence evidence, String value) {
    byte[] hash = Hashes.sha256(evidence + " " + value);
    tokens.add(new Token(evidence, evidence.mark(ByteBuffer.wrap(hash).getLong())));
  }
}
