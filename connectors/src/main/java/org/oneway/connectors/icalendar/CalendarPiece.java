// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.files.Piece;
import org.oneway.connectors.shared.jscalendar.CalendarIndex;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;

/**
 * The components of an item in a calendar.
 *
 * @param index of the calendar that it stands in
 * @param contentHash of what does not change by itself; empty where it has a uid
 */
record CalendarPiece(CalendarIndex.Entry entry, CalendarIndex index, String contentHash)
    implements Piece {
  @Override
  public Kind kind() {
    return entry.kind();
  }

  @Override
  public Optional<String> uid() {
    return entry.uid().map(Uid::value);
  }

  @Override
  public String title() {
    return entry.title();
  }

  @Override
  public List<Span> spans() {
    return entry.spans();
  }

  @Override
  public String hash() {
    return entry.hash();
  }

  @Override
  public Optional<Finding> defect() {
    return entry.defect();
  }

  @Override
  public boolean isForeign() {
    return false;
  }
}
