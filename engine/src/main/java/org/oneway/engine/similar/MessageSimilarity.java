// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Uid;

/**
 * The rules for messages: an e-mail as RFC 8621 section 4.1 names its members, of which only the
 * keywords (flags) and the time of arrival ever change. What tells one message from another is its
 * Message-ID, date, sender and size, counted with CRLF at the end of each line; where it has no
 * Message-ID, the hash of its bytes stands in.
 */
final class MessageSimilarity implements Similarity {
  static final MessageSimilarity PLAIN = new MessageSimilarity();

  private static final String KEYWORDS = "keywords";
  private static final String RECEIVED = "receivedAt";
  private static final String MESSAGE_ID = "messageId";
  private static final String SENT = "sentAt";
  private static final String FROM = "from";
  private static final String SUBJECT = "subject";
  private static final String SIZE = "size";
  private static final String DIGEST = "digest:sha-256";
  private static final int RULES = 1;
  private static final int FINGERPRINT_BYTES = 16;

  /**
   * What a store says of a message to one session, and no user has set (RFC 9051 section 2.3.2).
   */
  private static final Set<String> PASSING = Set.of("$recent", "\\recent", "recent");

  private MessageSimilarity() {}

  @Override
  public int rules() {
    return RULES;
  }

  @Override
  public ObjectNode canonical(ObjectNode item) {
    ObjectNode canonical = JsonNodeFactory.instance.objectNode();
    ObjectNode keywords = canonical.putObject(KEYWORDS);
    keywords(item).forEach(keyword -> keywords.put(keyword, true));
    received(item).ifPresent(time -> canonical.put(RECEIVED, time));
    return canonical.put("message", nature(item));
  }

  private static SortedSet<String> keywords(ObjectNode item) {
    SortedSet<String> keywords = new TreeSet<>();
    for (Map.Entry<String, JsonNode> keyword : item.path(KEYWORDS).properties()) {
      String name = keyword.getKey().toLowerCase(Locale.ROOT);
      if (keyword.getValue().asBoolean() && !PASSING.contains(name)) {
        keywords.add(name);
      }
    }
    return keywords;
  }

  /** To the second: no store of messages keeps more. */
  private static Optional<String> received(ObjectNode item) {
    String text = item.path(RECEIVED).asText();
    try {
      return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString());
    } catch (DateTimeException e) {
      return Optional.of(text).filter(t -> !t.isEmpty());
    }
  }

  /** Which message this is, as text that is the same wherever it lies. */
  private static String nature(ObjectNode item) {
    String id = item.path(MESSAGE_ID).path(0).asText();
    JsonNode sender = item.path(FROM).path(0);
    String address = sender.path("email").asText(sender.path("name").asText());
    return String.join(
        "\n",
        id.isEmpty() ? "digest " + item.path(DIGEST).asText() : "id " + id,
        sent(item),
        address.toLowerCase(Locale.ROOT),
        String.valueOf(item.path(SIZE).asLong()));
  }

  /** The same instant is written with several offsets. */
  private static String sent(ObjectNode item) {
    String text = item.path(SENT).asText();
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  @Override
  public Fingerprint fingerprint(ObjectNode item) {
    byte[] hash = Hashes.sha256(CanonicalText.of(canonical(item)));
    return new Fingerprint(RULES, HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES));
  }

  @Override
  public List<FieldChange> changes(ObjectNode before, ObjectNode after) {
    List<FieldChange> changes = new ArrayList<>();
    SortedSet<String> old = keywords(before);
    SortedSet<String> now = keywords(after);
    SortedSet<String> all = new TreeSet<>(old);
    all.addAll(now);
    for (String keyword : all) {
      if (old.contains(keyword) != now.contains(keyword)) {
        changes.add(
            new FieldChange(
                KEYWORDS + "/" + keyword, set(old.contains(keyword)), set(now.contains(keyword))));
      }
    }
    if (!received(before).equals(received(after))) {
      changes.add(received(before, after));
    }
    if (!nature(before).equals(nature(after))) {
      changes.add(message(before, after));
    }
    return List.copyOf(changes);
  }

  private static Optional<JsonNode> set(boolean isSet) {
    return isSet ? Optional.of(BooleanNode.TRUE) : Optional.empty();
  }

  private static FieldChange received(ObjectNode before, ObjectNode after) {
    return new FieldChange(
        RECEIVED, received(before).map(TextNode::valueOf), received(after).map(TextNode::valueOf));
  }

  private static FieldChange message(ObjectNode before, ObjectNode after) {
    return new FieldChange(
        "message",
        Optional.of(TextNode.valueOf(before.path(SIZE).asLong() + " bytes")),
        Optional.of(TextNode.valueOf(after.path(SIZE).asLong() + " bytes")));
  }

  @Override
  public List<String> reasons(ObjectNode one, ObjectNode other) {
    return one.equals(other) || !canonical(one).equals(canonical(other))
        ? List.of()
        : List.of("message-members");
  }

  @Override
  public Merged merge(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins) {
    ObjectNode result = there.deepCopy();
    List<FieldChange> conflicts = new ArrayList<>();
    int own = mergeKeywords(base, left, now, there, result);
    if (!received(now).equals(received(there))) {
      boolean isChangedHere = !received(base).equals(received(now));
      boolean isChangedThere = !received(left).equals(received(there));
      if (isChangedHere && isChangedThere) {
        conflicts.add(received(there, now));
      }
      if (isChangedHere && (!isChangedThere || sourceWins)) {
        copy(now, result, RECEIVED);
      } else if (isChangedThere) {
        own++;
      }
    }
    if (!nature(now).equals(nature(there))) {
      boolean isChangedHere = !nature(base).equals(nature(now));
      boolean isChangedThere = !nature(left).equals(nature(there));
      if (isChangedHere && isChangedThere) {
        conflicts.add(message(there, now));
      }
      if (isChangedHere && (!isChangedThere || sourceWins)) {
        copyMessage(now, result);
      } else if (isChangedThere) {
        own++;
      }
    }
    return merged(there, result, conflicts, own);
  }

  /** A flag is set or not: where both sides changed it, both made it the same. */
  private static int mergeKeywords(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, ObjectNode result) {
    Set<String> before = keywords(base);
    Set<String> source = keywords(now);
    Set<String> merged = keywords(there);
    Set<String> asLeft = keywords(left);
    for (String keyword : source) {
      if (!before.contains(keyword)) {
        merged.add(keyword);
      }
    }
    for (String keyword : before) {
      if (!source.contains(keyword)) {
        merged.remove(keyword);
      }
    }
    setKeywords(result, merged);
    SortedSet<String> all = new TreeSet<>(merged);
    all.addAll(source);
    all.addAll(asLeft);
    return (int)
        all.stream()
            .filter(k -> merged.contains(k) != source.contains(k))
            .filter(k -> merged.contains(k) != asLeft.contains(k))
            .count();
  }

  private static void setKeywords(ObjectNode item, Set<String> keywords) {
    if (!keywords(item).equals(keywords)) {
      ObjectNode set = item.putObject(KEYWORDS);
      keywords.forEach(keyword -> set.put(keyword, true));
    }
  }

  private static void copy(ObjectNode from, ObjectNode to, String member) {
    to.remove(member);
    if (from.has(member)) {
      to.set(member, from.get(member));
    }
  }

  private static void copyMessage(ObjectNode from, ObjectNode to) {
    for (String member : List.of(MESSAGE_ID, SENT, FROM, SUBJECT, SIZE, DIGEST)) {
      copy(from, to, member);
    }
  }

  @Override
  public Merged enrich(ObjectNode now, ObjectNode there) {
    ObjectNode result = there.deepCopy();
    SortedSet<String> both = keywords(there);
    both.addAll(keywords(now));
    setKeywords(result, both);
    if (received(now).isPresent() && !received(now).equals(received(there))) {
      copy(now, result, RECEIVED);
    }
    if (!nature(now).equals(nature(there))) {
      copyMessage(now, result);
    }
    return merged(there, result, List.of(), 0);
  }

  private Merged merged(ObjectNode there, ObjectNode result, List<FieldChange> conflicts, int own) {
    List<FieldChange> applied = changes(there, result);
    return new Merged(applied.isEmpty() ? there : result, applied, conflicts, own);
  }

  @Override
  public ObjectNode kept(ObjectNode item) {
    return item;
  }

  /** The bytes of a message never change, so those of the same message need not be sent again. */
  @Override
  public boolean isSameContent(ObjectNode one, ObjectNode other) {
    boolean areHashesKnown = one.has(DIGEST) && other.has(DIGEST);
    return areHashesKnown
        ? one.path(DIGEST).equals(other.path(DIGEST))
        : nature(one).equals(nature(other));
  }

  /** Flags and arrival identify nothing. */
  @Override
  public Identity identity(ObjectNode item, Fingerprint fingerprint) {
    byte[] hash = Hashes.sha256("message " + nature(item));
    long mark = Evidence.CONTENT.mark(ByteBuffer.wrap(hash).getLong());
    return new Identity(Set.of(new Identity.Token(Evidence.CONTENT, mark)));
  }

  @Override
  public String title(ObjectNode item) {
    JsonNode sender = item.path(FROM).path(0);
    return Stream.of(
            item.path(SUBJECT).asText(),
            sender.path("name").asText(),
            sender.path("email").asText(),
            item.path(MESSAGE_ID).path(0).asText())
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("a message without a subject");
  }

  @Override
  public Uid mint(ObjectNode item) {
    return NameUuid.of("message " + nature(item));
  }
}
