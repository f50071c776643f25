// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.mime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.similar.Similarity;

/**
 * What an item that is a message says: members of an Email object as RFC 8621 section 4.1 names
 * them. {@code size} and {@code digest:sha-256} count each line as ending with CRLF.
 */
public final class MessageItem {
  private static final int LONGEST_TEXT = 1000;
  private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\",;]+@[^\\s<>()\",;]+");

  private MessageItem() {}

  /**
   * A message whose uid is made of what identifies it.
   *
   * @param keywords as JMAP names them, {@code $seen}
   * @param received when it arrived at its store, if that is known
   */
  public static Item of(Scan scan, Set<String> keywords, Optional<Instant> received) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("@type", "Email");
    Headers headers = scan.headers();
    headers.first("message-id").ifPresent(id -> json.putArray("messageId").add(messageId(id)));
    headers.first("date").ifPresent(date -> json.put("sentAt", sentAt(date)));
    headers.first("from").ifPresent(from -> json.putArray("from").add(sender(from)));
    headers.first("subject").ifPresent(text -> json.put("subject", shown(text)));
    json.put("size", scan.size()).put("digest:sha-256", scan.sha256());
    Item item = new Item(Kind.MESSAGE, Optional.empty(), json, received, false);
    return with(item.withUid(Similarity.of(Kind.MESSAGE).mint(json)), keywords, received);
  }

  /** The same message with these flags and this time of arrival. */
  public static Item with(Item item, Set<String> keywords, Optional<Instant> received) {
    ObjectNode json = item.json().deepCopy();
    ObjectNode set = json.putObject("keywords");
    new TreeSet<>(keywords).forEach(keyword -> set.put(keyword, true));
    Optional<Instant> second = received.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    json.remove("receivedAt");
    second.ifPresent(time -> json.put("receivedAt", time.toString()));
    return new Item(Kind.MESSAGE, item.uid(), json, second, false);
  }

  /** The flags that are set, in lower case. */
  public static Set<String> keywords(Item item) {
    Set<String> keywords = new TreeSet<>();
    for (Map.Entry<String, JsonNode> keyword : item.json().path("keywords").properties()) {
      if (keyword.getValue().asBoolean()) {
        keywords.add(keyword.getKey().toLowerCase(Locale.ROOT));
      }
    }
    return keywords;
  }

  /** When it arrived at its store. */
  public static Optional<Instant> received(Item item) {
    try {
      return Optional.of(Instant.parse(item.json().path("receivedAt").asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The time of arrival of a message whose store has none: when it was sent. */
  public static Optional<Instant> sent(Headers headers) {
    return headers.first("date").flatMap(MailDate::parse).map(OffsetDateTime::toInstant);
  }

  private static String messageId(String value) {
    Matcher id = IN_BRACKETS.matcher(value);
    return cut(id.find() && !id.group(1).isBlank() ? id.group(1).trim() : value);
  }

  private static String sentAt(String value) {
    return MailDate.parse(value)
        .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
        .orElseGet(() -> cut(value));
  }

  private static ObjectNode sender(String value) {
    ObjectNode sender = JsonNodeFactory.instance.objectNode();
    Matcher bracketed = IN_BRACKETS.matcher(value);
    Matcher bare = ADDRESS.matcher(value);
    if (bracketed.find() && !bracketed.group(1).isBlank()) {
      String name = shown(value.substring(0, bracketed.start()).replace("\"", "").trim());
      if (!name.isEmpty()) {
        sender.put("name", name);
      }
      return sender.put("email", cut(bracketed.group(1).trim()));
    }
    return bare.find() ? sender.put("email", cut(bare.group())) : sender.put("name", shown(value));
  }

  private static String shown(String value) {
    return cut(EncodedWords.decode(value));
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    boolean cutsPair = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
    return text.substring(0, cutsPair ? LONGEST_TEXT - 1 : LONGEST_TEXT);
  }
}
