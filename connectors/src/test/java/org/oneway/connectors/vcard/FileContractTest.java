// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.OneFolderContract;

/** One file with all cards. */
final class FileContractTest extends StoreUnderTest
    implements OneFolderContract, InterruptionContract {
  private static final Pattern CARD =
      Pattern.compile("BEGIN:VCARD\r?\n.*?END:VCARD\r?\n", Pattern.DOTALL);

  @TempDir private Path home;

  @BeforeEach
  void anEmptyFile() {
    put(path(), "");
    put(home.resolve("notes.txt"), "not a card\n");
  }

  @Override
  Path path() {
    return home.resolve("Friends.vcf");
  }

  @Override
  public String folder() {
    return "Friends";
  }

  @Override
  public void given(String uid, String name) {
    put(path(), text(path()) + card(uid, name));
  }

  @Override
  public void givenRenamed(String uid, String name) {
    change(uid, card -> card.replaceAll("FN[^\r]*", Matcher.quoteReplacement("FN:" + name)));
  }

  @Override
  public void givenRemoved(String uid) {
    change(uid, card -> "");
  }

  /** Its BEGIN is lost, and where it was is rubbish. */
  @Override
  public void givenBroken(String uid) {
    change(uid, card -> broken(uid));
  }

  private static String broken(String uid) {
    return "BEGN\u0000:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\nEND:VCARD\r\n";
  }

  private void change(String uid, UnaryOperator<String> change) {
    String text = text(path());
    String card = cardOf(uid);
    put(
        path(),
        card.isEmpty() ? text.replace(broken(uid), "") : text.replace(card, change.apply(card)));
  }

  private String cardOf(String uid) {
    Matcher matcher = CARD.matcher(text(path()));
    while (matcher.find()) {
      if (StoreUnderTest.holdsUid(matcher.group(), uid)) {
        return matcher.group();
      }
    }
    return "";
  }

  @Override
  public Object snapshotOf(String uid) {
    return cardOf(uid);
  }

  @Override
  public Object surroundings() {
    Map<String, String> around = new TreeMap<>(contents(home));
    around.remove("Friends.vcf");
    return around;
  }

  @Override
  @Test
  public void readingChangesNothingAtTheStore() throws StoreException {
    OneFolderContract.super.readingChangesNothingAtTheStore();
    assertThat(Files.exists(home.resolve("Friends.vcf"))).isTrue();
  }
}
