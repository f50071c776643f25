// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import static org.oneway.connectors.icalendar.Texts.put;
import static org.oneway.connectors.icalendar.Texts.text;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.OneFolderContract;

/** One file with all events. */
final class FileContractTest extends StoreUnderTest
    implements OneFolderContract, InterruptionContract {
  private static final Pattern EVENT =
      Pattern.compile("BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n", Pattern.DOTALL);

  private static final int TOO_DEEP = 20;

  @TempDir private Path home;

  @BeforeEach
  void anEmptyCalendar() {
    put(path(), Texts.calendar());
    put(home.resolve("notes.txt"), "not a calendar\n");
  }

  @Override
  Path path() {
    return home.resolve("Team.ics");
  }

  @Override
  public String folder() {
    return "Team";
  }

  @Override
  public void given(String uid, String name) {
    String text = text(path());
    int end = text.lastIndexOf("END:VCALENDAR");
    put(path(), text.substring(0, end) + Texts.event(uid, name) + text.substring(end));
  }

  @Override
  public void givenRenamed(String uid, String name) {
    change(
        uid,
        event -> event.replaceAll("SUMMARY[^\r]*", Matcher.quoteReplacement("SUMMARY:" + name)));
  }

  @Override
  public void givenRemoved(String uid) {
    change(uid, event -> "");
  }

  /** It has components in components that nobody reads. */
  @Override
  public void givenBroken(String uid) {
    String nested = "BEGIN:X-IN\r\n".repeat(TOO_DEEP) + "END:X-IN\r\n".repeat(TOO_DEEP);
    change(uid, event -> event.replace("END:VEVENT", nested + "END:VEVENT"));
  }

  private void change(String uid, UnaryOperator<String> change) {
    String event = eventOf(uid);
    put(path(), text(path()).replace(event, change.apply(event)));
  }

  private String eventOf(String uid) {
    Matcher matcher = EVENT.matcher(text(path()));
    while (matcher.find()) {
      if (holdsUid(matcher.group(), uid)) {
        return matcher.group();
      }
    }
    return "";
  }

  @Override
  public Object snapshotOf(String uid) {
    return eventOf(uid);
  }

  @Override
  public Object surroundings() {
    Map<String, String> around = new TreeMap<>(contents(home));
    around.remove("Team.ics");
    return around;
  }
}
