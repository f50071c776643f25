// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.caldav;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.connectors.shared.dav.Format;
import org.oneway.connectors.shared.dav.Scheduling;
import org.oneway.connectors.shared.dav.Service;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.jscalendar.Calendars.Broken;
import org.oneway.connectors.shared.jscalendar.Calendars.CalendarObject;
import org.oneway.connectors.shared.jscalendar.Calendars.Converted;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.Text;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.similar.Similarity;

/** Members of a calendar: all components of one uid each (RFC 4791 section 4.1). */
final class CalendarFormat implements Format {
  private static final Map<String, Kind> KINDS =
      Map.of("VEVENT", Kind.EVENT, "VTODO", Kind.TASK, "VJOURNAL", Kind.NOTE);

  @Override
  public Service service() {
    return Service.CALDAV;
  }

  @Override
  public Set<Kind> kinds(Set<String> components) {
    return KINDS.entrySet().stream()
        .filter(kind -> components.isEmpty() || components.contains(kind.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  @Override
  public Meaning read(byte[] bytes, String title) {
    CalendarObject calendar = Calendars.read(bytes, title);
    if (!calendar.broken().isEmpty()) {
      Broken first = calendar.broken().get(0);
      return Meaning.broken(first.key(), first.title(), first.defect());
    }
    List<Converted> items = calendar.items();
    if (items.isEmpty()) {
      return Meaning.broken(
          Optional.empty(), "", Finding.broken(title, "holds no event, task or note"));
    }
    Item item = items.get(0).item();
    Optional<Key> key = item.key();
    String name = Similarity.of(item.kind()).title(item.json());
    if (!calendar.isComplete()) {
      return Meaning.broken(
          key, name, Finding.broken(title, "is cut off: END:VCALENDAR is missing"));
    }
    if (items.size() > 1) {
      return Meaning.broken(
          key, name, Finding.broken(title, "holds more than one item, and may hold one"));
    }
    return Meaning.of(item, items.get(0).findings());
  }

  @Override
  public Written write(Item item) {
    byte[] bytes = Scheduling.quiet(Calendars.write(stamped(item)));
    boolean keepsUid = item.uid().map(Uid::value).filter(CalendarFormat::isWritable).isPresent();
    Optional<Finding> objection =
        keepsUid
            ? Optional.empty()
            : Optional.of(Finding.broken("", "its uid cannot be written in iCalendar"));
    return new Written(bytes, Service.CALDAV.mediaType(), objection);
  }

  /** What is stored must say when it was made (RFC 5545 section 3.8.7.2). */
  private static Item stamped(Item item) {
    if (item.json().has("updated")) {
      return item;
    }
    ObjectNode json = item.json().deepCopy();
    json.put("updated", item.updated().orElse(Instant.EPOCH).truncatedTo(SECONDS).toString());
    return item.withJson(json);
  }

  /** Blanks around it and control characters do not come back. */
  private static boolean isWritable(String uid) {
    return Text.unescape(Text.escape(uid), CardVersion.V3_0).strip().equals(uid);
  }

  @Override
  public boolean namesPeople(Item item) {
    return !item.json().path("participants").isEmpty() || !item.json().path("replyTo").isEmpty();
  }

  @Override
  public boolean isSame(Item one, Item other) {
    Similarity similarity = Similarity.of(one.kind());
    return one.kind() == other.kind()
        && one.uid().equals(other.uid())
        && similarity.fingerprint(one.json()).equals(similarity.fingerprint(other.json()));
  }
}
