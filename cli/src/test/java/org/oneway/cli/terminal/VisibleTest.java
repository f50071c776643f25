// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;

final class VisibleTest {
  @Test
  void ordinaryTextStaysAsItIs() {
    for (String text :
        new String[] {"Ada Lovelace", "Carl Friedrich Gauß", "李小龍", "עדה", "👩‍💻 İ ñ"}) {
      assertThat(Visible.of(text)).isEqualTo(text);
    }
  }

  @Test
  @DisplayName("S24 escape sequences are shown, not obeyed")
  void escapeSequencesAreShown() {
    assertThat(Visible.of("\u001b[2Jgone\u009b31m\u0007")).isEqualTo("\\x1b[2Jgone\\x9b31m\\x07");
    assertThat(Visible.of("a\r\nb\tc\u0000d\u007f")).isEqualTo("a\\r\\nb\\tc\\x00d\\x7f");
  }

  @Test
  @DisplayName("S05 what reorders or hides text is shown")
  void whatReordersOrHidesTextIsShown() {
    assertThat(Visible.of("invoice\u202egnp.exe")).isEqualTo("invoice\\u{202e}gnp.exe");
    assertThat(Visible.of("\u2066a\u2069\u200b\u200f\ufeff\u2028"))
        .isEqualTo("\\u{2066}a\\u{2069}\\u{200b}\\u{200f}\\u{feff}\\u{2028}");
    assertThat(Visible.of("\udb40\udc41 \ud800")).isEqualTo("\\u{e0041} \\u{d800}");
  }

  @Test
  @DisplayName("S05 a name of 10,000 characters is cut, at a whole character")
  void longNamesAreCut() {
    assertThat(Visible.clipped("x".repeat(10_000), 10)).isEqualTo("xxxxxxxxx…");
    assertThat(Visible.clipped("\u001b".repeat(10_000), 10)).isEqualTo("\\x1b\\x1b\\…");
    assertThat(Visible.clipped("😀".repeat(10_000), 10)).isEqualTo("😀😀😀😀…");
    assertThat(Visible.clipped("short", 10)).isEqualTo("short");
    assertThat(Visible.clipped("exactly 10", 10)).isEqualTo("exactly 10");
  }

  @Test
  void columnsAreEquallyWideWhateverTheScript() {
    for (String text :
        new String[] {"Ada", "李小龍", "e\u0301a", "\u001b[0m", "a very long name indeed"}) {
      assertThat(Visible.width(Visible.column(text, 12))).isEqualTo(12);
    }
  }

  @Test
  @DisplayName("S24 nothing reaches the terminal raw, whichever way it is printed")
  void nothingReachesTheTerminalRaw() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(stream, stream, false, false, false);
    String hostile = "x\u001b]0;owned\u0007\u202ey";

    screen.line(hostile);
    screen.line(Screen.Tone.ADDED, hostile);
    screen.note(hostile);
    screen.ask(hostile);
    screen.trouble(Trouble.of("E-ITEM", ExitCode.ATTENTION, hostile, hostile));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .doesNotContain("\u001b", "\u0007", "\u202e")
        .contains("x\\x1b]0;owned\\x07\\u{202e}y");
  }

  @Test
  void numbersSizesAndTimesReadWell() {
    assertThat(Words.number(1_204_000)).isEqualTo("1 204 000");
    assertThat(Words.number(1, "item", "items")).isEqualTo("1 item");
    assertThat(Words.bytes(999)).isEqualTo("999 bytes");
    assertThat(Words.bytes(41_300)).isEqualTo("41 kB");
    assertThat(Words.bytes(1_100_000)).isEqualTo("1.1 MB");
    assertThat(Words.duration(java.time.Duration.ofMillis(310))).isEqualTo("0.3 s");
    assertThat(Words.duration(java.time.Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    assertThat(Words.share(999, 1_000)).isEqualTo("99 %");
    assertThat(Words.share(1, 1_000)).isEqualTo("1 %");
  }
}
