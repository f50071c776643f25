// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.mime.Headers;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Uid;

/** A message that comes to the others of a file. */
final class Arrival {
  private static final String DIGEST = "digest:sha-256";
  private static final Headers NONE = Headers.of(new byte[0]);

  private final Incoming.Message message;
  private final byte[] line;
  private final byte[] fields;
  private final Instant arrived;
  private final Item held;
  private final Uid uid;

  /**
   * @param item as it is to be
   * @param now where neither store nor message say when it arrived
   */
  Arrival(Incoming.Message message, Item item, FileForm form, boolean hasLength, Instant now) {
    this.message = message;
    Scan scan = message.scan();
    this.arrived =
        MessageItem.received(item)
            .or(() -> MessageItem.sent(scan.headers()))
            .filter(FromLine::canSay)
            .orElse(now);
    Encoder.Encoded encoded = message.encoded();
    this.line = bytes(FromLine.of(sender(item), arrived) + encoded.lineEnd());
    Map<String, String> wanted =
        new LinkedHashMap<>(Marks.fields(NONE, true, form, MessageItem.keywords(item)));
    if (hasLength && encoded.bodyLength() > 0) {
      wanted.put("Content-Length", String.valueOf(encoded.bodyLength()));
    }
    if (encoded.hasOpenEnd()) {
      wanted.put(OwnFields.OPEN_END, "yes");
    }
    this.fields = Head.of(wanted, encoded.lineEnd());
    Set<String> keywords = new Bookkeeping(Headers.of(fields)).keywords();
    Item kept = MessageItem.with(item, keywords, Optional.of(arrived));
    kept.json().put("size", scan.size()).put(DIGEST, scan.sha256());
    this.held = kept;
    this.uid = MessageItem.of(scan, keywords, Optional.of(arrived)).uid().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String sender(Item item) {
    String email = item.json().path("from").path(0).path("email").asText();
    return email.matches("[!-~]+@[!-~]+") ? email : FromLine.NOBODY;
  }

  /** What it will be once it is in the file. */
  Item held() {
    return held;
  }

  /** What a reader of the file knows it by. */
  Uid uid() {
    return uid;
  }

  /**
   * Writes it behind the others.
   *
   * @param at where in the file that is
   */
  Span writeTo(OutputStream out, long at) throws IOException {
    Encoder.Encoded encoded = message.encoded();
    out.write(line);
    message.copy(0, encoded.fieldsAt(), out);
    out.write(fields);
    message.copy(encoded.fieldsAt(), encoded.length(), out);
    out.write(bytes(encoded.lineEnd()));
    long start = at + line.length;
    return new Span(at, start, start + fields.length + encoded.length(), arrived);
  }
}
