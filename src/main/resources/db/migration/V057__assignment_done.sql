-- Work of an earlier round: solved, and the appeal was reopened or inspected anew since. Rework does not wake it.
ALTER TABLE appeals.assignment DROP CONSTRAINT assignment_state_check;
ALTER TABLE appeals.assignment ADD CONSTRAINT assignment_state_check
    CHECK (state IN ('OPEN', 'SOLVED', 'RETURNED', 'DONE'));

UPDATE appeals.assignment a SET state = 'DONE'
 WHERE a.state = 'SOLVED'
   AND EXISTS (SELECT 1 FROM appeals.journal j
                WHERE j.number = a.number AND j.at > a.since
                  AND j.step IN ('REOPENED', 'SENT_TO_INSPECTION_AGAIN'));
