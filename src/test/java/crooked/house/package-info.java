/** A house in which every rule is broken, to prove that the rules see it. Uses what it likes. */
package crooked.house;
