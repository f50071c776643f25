// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/** Calendar objects whose bytes nobody understands: what can be tested of them without that. */
final class OpaqueCalendar implements Format {
  private static final Pattern UID = Pattern.compile("(?m)^UID:(.*?)\r?$");

  /** An event as it travels here. */
  static Item item(String text) {
    Matcher uid = UID.matcher(text);
    if (!uid.find()) {
      throw new IllegalArgumentException("no UID in " + text);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("uid", uid.group(1)).put("text", text);
    return new Item(Kind.EVENT, Optional.of(new Uid(uid.group(1))), json, Optional.empty(), false);
  }

  @Override
  public Service service() {
    return Service.CALDAV;
  }

  @Override
  public Set<Kind> kinds(Set<String> components) {
    return Set.of(Kind.EVENT);
  }

  @Override
  public Meaning read(byte[] bytes, String title) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Matcher uid = UID.matcher(text);
    return uid.find()
        ? Meaning.of(item(text), List.of())
        : Meaning.broken(Optional.<Key>empty(), "", Finding.broken(title, "has no UID"));
  }

  @Override
  public Written write(Item item) {
    byte[] text = item.json().path("text").asText().getBytes(StandardCharsets.UTF_8);
    return new Written(Scheduling.quiet(text), service().mediaType(), Optional.empty());
  }

  @Override
  public boolean namesPeople(Item item) {
    return item.json().path("text").asText().contains("ATTENDEE");
  }

  @Override
  public boolean isSame(Item one, Item other) {
    return one.json().equals(other.json());
  }
}
