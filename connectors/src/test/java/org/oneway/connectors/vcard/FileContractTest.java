// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/** One file with all cards. */
final class FileContractTest extends StoreUnderTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
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
  public void givenFolder(String name) {
    throw new UnsupportedOperationException("a file has one folder");
  }

  @Override
  public boolean holdsSeveralFolders() {
    return false;
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

  // A file has one folder, so what speaks of a second one is said otherwise.

  @Override
  @Test
  public void everyFolderIsInExactlyOneScope() throws StoreException {
    try (var store = openSource()) {
      assertThat(store.scopes()).hasSize(1);
      assertThat(store.scopes().get(0).folders()).containsExactly(store.folders().get(0).id());
    }
  }

  @Override
  @Test
  public void foldersAndScopesAreNamedTheSameEveryTime() throws StoreException {
    try (var first = openSource();
        var second = openSource()) {
      assertThat(second.folders()).isEqualTo(first.folders());
      assertThat(second.scopes()).isEqualTo(first.scopes());
    }
  }

  @Override
  @Test
  public void aNewFolderIsThereWithItsName() throws StoreException {
    try (var store = openTarget()) {
      assertThatThrownBy(() -> store.ensureFolder(Folder.of(new FolderId("x"), "Second")))
          .isInstanceOf(StoreException.InputRefused.class)
          .hasMessageContaining("Second");
    }
  }

  @Override
  @Test
  public void readingChangesNothingAtTheStore() throws StoreException {
    givenThree();
    givenBroken("b");
    Object before = snapshot();
    readAll();
    assertThat(snapshot()).isEqualTo(before);
    assertThat(Files.exists(home.resolve("Friends.vcf"))).isTrue();
  }

  @Override
  @Test
  public void aFolderIsMadeOnceAndKeepsItsHandle() throws StoreException {
    aNewFolderIsThereWithItsName();
  }

  @Override
  @Test
  public void aNewFolderIsWrittenToAtOnce() throws StoreException {
    aNewFolderIsThereWithItsName();
  }
}
