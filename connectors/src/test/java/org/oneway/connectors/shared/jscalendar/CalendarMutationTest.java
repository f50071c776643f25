// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Uid;

/** Real calendars with random damage: nothing throws, hangs or grows. */
final class CalendarMutationTest {
  /** How many there are at most; as many as fit into the time box. */
  private static final int MUTANTS = Integer.getInteger("oneway.mutants", 100_000);

  private static final Duration TIME_BOX =
      Duration.ofSeconds(Integer.getInteger("oneway.mutants.seconds", 60));

  private static final long SEED = 20_261_122L;
  private static final int LARGEST = 4_000;

  private static final List<String> SNIPPETS =
      List.of(
          "BEGIN:VEVENT\r\n",
          "END:VEVENT\r\n",
          "BEGIN:VTODO\r\n",
          "END:VCALENDAR\r\n",
          "BEGIN:VALARM\r\n",
          "BEGIN:VTIMEZONE\r\n",
          "BEGIN:STANDARD\r\n",
          ":",
          ";",
          "\"",
          "\\",
          "=",
          "\r\n ",
          "^",
          "\u0000",
          ",,,,",
          "VALUE=PERIOD",
          "VALUE=DATE",
          "ENCODING=BASE64;VALUE=BINARY",
          "TZID=Europe/Berlin",
          "TZID=/",
          "RRULE:FREQ=SECONDLY\r\n",
          "RRULE:FREQ=YEARLY;BYDAY=53MO;BYMONTH=2;BYMONTHDAY=31\r\n",
          "UNTIL=99991231T235959Z",
          "COUNT=99999999999",
          "INTERVAL=0",
          "EXDATE:00010101T000000Z\r\n",
          "RDATE;VALUE=PERIOD:20240101T000000Z/-P1W\r\n",
          "RECURRENCE-ID;RANGE=THISANDFUTURE:20240101T000000Z\r\n",
          "DURATION:-P9999999999W\r\n",
          "DTSTART:99991231T235960Z\r\n",
          "DTEND;VALUE=DATE:00000000\r\n",
          "TRIGGER;RELATED=END:PT0S\r\n",
          "TZOFFSETTO:+9999\r\n",
          "JSCAL-PROP;JSPTR=\"alerts/x/trigger\":1\r\n",
          "JSPROP;JSPTR=\"recurrenceOverrides\":{\"a\":null}\r\n",
          "JSCAL-ID=a/b~c",
          "GEO:1e999;x\r\n",
          "ATTENDEE;DELEGATED-TO=\"mailto:a\":mailto:b\r\n",
          "STATUS:\r\n");

  @Test
  @Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
  void aDamagedCalendarIsReadConvertedAndWrittenOrToldAsBroken() {
    List<byte[]> corpus =
        CalendarCorpus.files().stream()
            .map(CalendarCorpus::bytes)
            .filter(bytes -> bytes.length < LARGEST)
            .toList();
    long end = System.nanoTime() + TIME_BOX.toNanos();
    long survived =
        IntStream.range(0, MUTANTS)
            .parallel()
            .filter(i -> System.nanoTime() < end)
            .peek(i -> survive(corpus, SEED + i))
            .count();
    System.out.printf(Locale.ROOT, "%,d mutants from seed %d on%n", survived, SEED);
    assertThat(survived).isPositive();
  }

  private static void survive(List<byte[]> corpus, long seed) {
    byte[] mutant = mutant(corpus, new Random(seed));
    try {
      Calendars.CalendarObject read = Calendars.read(mutant, "mutant.ics");
      read.broken().forEach(broken -> assertThat(broken.defect().reason()).isNotBlank());
      read.items().forEach(converted -> survive(converted.item()));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw new AssertionError("seed " + seed + "\n" + new String(mutant, UTF_8), e);
    }
  }

  /** What was written is read as one item, and from then on it stays as it is. */
  private static void survive(Item read) {
    // Nothing is written before it has a uid.
    Item item = read.uid().isPresent() ? read : read.withUid(new Uid("minted"));
    for (Surface surface : Surface.values()) {
      assertThat(Calendars.objects(surface, item)).isNotEmpty();
    }
    Item once = reread(item);
    assertThat(reread(once).json()).isEqualTo(once.json());
  }

  private static Item reread(Item item) {
    Calendars.CalendarObject read = Calendars.read(Calendars.write(item), "written.ics");
    assertThat(read.broken()).isEmpty();
    assertThat(read.items()).hasSize(1);
    return read.items().get(0).item();
  }

  private static byte[] mutant(List<byte[]> corpus, Random random) {
    byte[] bytes = corpus.get(random.nextInt(corpus.size()));
    for (int i = random.nextInt(5); i >= 0; i--) {
      bytes = damage(bytes, random, corpus);
    }
    return bytes;
  }

  private static byte[] damage(byte[] bytes, Random random, List<byte[]> corpus) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
    return switch (random.nextInt(7)) {
      case 0 -> splice(bytes, at, at, snippet(random));
      case 1 -> splice(bytes, at, end, new byte[0]);
      case 2 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      case 3 -> {
        byte[] noise = new byte[end - at];
        random.nextBytes(noise);
        yield splice(bytes, at, end, noise);
      }
      case 4 -> {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + random.nextInt(300));
        yield splice(bytes, at, at, Arrays.copyOfRange(other, from, to));
      }
      case 5 -> {
        int line = lineStart(bytes, at);
        yield splice(bytes, line, line, snippet(random));
      }
      default -> Arrays.copyOf(bytes, at);
    };
  }

  /** Where the line that holds {@code at} starts: a whole line is worth more damage there. */
  private static int lineStart(byte[] bytes, int at) {
    int start = at;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static byte[] snippet(Random random) {
    return SNIPPETS.get(random.nextInt(SNIPPETS.size())).getBytes(UTF_8);
  }

  /** {@code bytes} with {@code more} where {@code from} to {@code to} was. */
  private static byte[] splice(byte[] bytes, int from, int to, byte[] more) {
    byte[] spliced = new byte[bytes.length - (to - from) + more.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(more, 0, spliced, from, more.length);
    System.arraycopy(bytes, to, spliced, from + more.length, bytes.length - to);
    return spliced;
  }
}
