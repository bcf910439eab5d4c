<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="kk_KZ" sourcelanguage="en">
    <context>
        <name>AddressesScreen</name>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Не үшін</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Күйі</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>Соңғы рет</translation>
        </message>
        <message>
            <source>Outbound addresses</source>
            <translation>Шығыс мекенжайлары</translation>
        </message>
        <message>
            <source>To the settings</source>
            <translation>Баптауларға</translation>
        </message>
        <message>
            <source>All that this practice speaks to by itself. The program has no address built in and reports to nobody; each of these was set by a person, and the journal says by whom.</source>
            <translation>Практика өзі хабарласатын мекенжайлардың бәрі. Бағдарламада кіріктірілген мекенжай жоқ, ол ешкімге есеп бермейді; мұндағылардың әрқайсысын адам қойған, кім екені журналда жазылған.</translation>
        </message>
        <message>
            <source>No address is set</source>
            <translation>Мекенжай қойылмаған</translation>
        </message>
        <message>
            <source>This practice speaks to nobody outside this computer.</source>
            <translation>Бұл практика осы компьютерден тыс ешкіммен хабарласпайды.</translation>
        </message>
        <message>
            <source>Messages to the ministry</source>
            <translation>Министрлікке хабарламалар</translation>
        </message>
        <message>
            <source>Time stamps of signatures: fingerprints only</source>
            <translation>Қолтаңбалардың уақыт белгілері: іздері ғана</translation>
        </message>
        <message>
            <source>Revocation of certificates: serial numbers only</source>
            <translation>Сертификаттардың кері қайтарылуы: тек сериялық нөмірлер</translation>
        </message>
        <message>
            <source>We connect, the device sends results</source>
            <translation>Біз қосыламыз, құрылғы нәтиже жібереді</translation>
        </message>
        <message>
            <source>Orders and patients for the device</source>
            <translation>Құрылғыға тапсырыстар мен пациенттер</translation>
        </message>
        <message>
            <source>Images that it asks for, notices of storage</source>
            <translation>Ол сұраған кескіндер, сақталғаны туралы хабарлар</translation>
        </message>
        <message>
            <source>Archive of images: sending and fetching</source>
            <translation>Кескіндер архиві: жіберу және алу</translation>
        </message>
        <message>
            <source>Watched folder on another computer</source>
            <translation>Басқа компьютердегі бақыланатын папка</translation>
        </message>
        <message>
            <source>Daily backup on another computer</source>
            <translation>Басқа компьютердегі күнделікті көшірме</translation>
        </message>
        <message>
            <source>Images of one study, named by hand</source>
            <translation>Бір зерттеудің кескіндері, қолмен көрсетілген</translation>
        </message>
        <message>
            <source>only when asked</source>
            <translation>сұралғанда ғана</translation>
        </message>
        <message>
            <source>on</source>
            <translation>қосулы</translation>
        </message>
        <message>
            <source>off</source>
            <translation>өшірулі</translation>
        </message>
    </context>
    <context>
        <name>Application</name>
        <message>
            <source>Shipager</source>
            <translation>Шипагер</translation>
        </message>
    </context>
    <context>
        <name>AttemptsScreen</name>
        <message>
            <source>Failed attempts with an EDS</source>
            <translation>ЭЦҚ-мен сәтсіз әрекеттер</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Себебі</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Мақсаты</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>Жұмыс орны</translation>
        </message>
        <message>
            <source>Name, IIN, BIN or login</source>
            <translation>Аты, ЖСН, БСН немесе логин</translation>
        </message>
        <message>
            <source>all</source>
            <translation>барлығы</translation>
        </message>
        <message>
            <source>The attempt in full</source>
            <translation>Әрекет толығымен</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Қашан</translation>
        </message>
        <message>
            <source>Owner of the certificate</source>
            <translation>Сертификат иесі</translation>
        </message>
        <message>
            <source>Attempts made before anybody had logged in are here too. Looking at them is written into the journal. Rows: {count}.</source>
            <translation>Ешкім кірмей тұрғанда жасалған әрекеттер де осында. Оларды қарау журналға жазылады. Жолдар: {count}.</translation>
        </message>
        <message>
            <source>No failed attempts</source>
            <translation>Сәтсіз әрекеттер жоқ</translation>
        </message>
        <message>
            <source>Nobody failed with an EDS in these days, as far as was asked.</source>
            <translation>Сұралған шарттар бойынша бұл күндері ЭЦҚ-мен сәтсіз әрекет болмаған.</translation>
        </message>
    </context>
    <context>
        <name>BackupSection</name>
        <message>
            <source>Saving and rehearsing the restore</source>
            <translation>Сақталып, қалпына келтіру сыналуда</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервтік көшірме</translation>
        </message>
        <message>
            <source>Last good copy</source>
            <translation>Соңғы жарамды көшірме</translation>
        </message>
        <message>
            <source>Every day</source>
            <translation>Күн сайын</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Қазір көшіру</translation>
        </message>
        <message>
            <source>Daily backup…</source>
            <translation>Күнделікті көшірме…</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Басқа папкаға көшіру…</translation>
        </message>
        <message>
            <source>The copy is made and read back.</source>
            <translation>Көшірме жасалып, қайта оқылды.</translation>
        </message>
        <message>
            <source>There is none yet.</source>
            <translation>Әзірге жоқ.</translation>
        </message>
        <message>
            <source>Off: copies are made only when somebody presses the button.</source>
            <translation>Өшірулі: көшірме батырманы біреу басқанда ғана жасалады.</translation>
        </message>
    </context>
    <context>
        <name>BackupSheet</name>
        <message>
            <source>Daily backup</source>
            <translation>Күнделікті көшірме</translation>
        </message>
        <message>
            <source>Made while you work and read back at once. Where the time passed with the program closed, the copy is made at the next opening. Best on another disk: a copy in this computer burns with it.</source>
            <translation>Жұмыс кезінде жасалып, бірден қайта оқылады. Уақыты бағдарлама жабық кезде өтсе, көшірме келесі ашылғанда жасалады. Басқа дискіде болғаны жақсы: осы компьютердегі көшірме онымен бірге жанып кетеді.</translation>
        </message>
        <message>
            <source>Make a copy every day</source>
            <translation>Күн сайын көшірме жасау</translation>
        </message>
        <message>
            <source>At</source>
            <translation>Уақыты</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>A disk that is not connected is told, and tried again.</source>
            <translation>Диск қосылмаса, бағдарлама айтады және қайталап көреді.</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Таңдау</translation>
        </message>
        <message>
            <source>Hours and minutes, as 20:00.</source>
            <translation>Сағат пен минут, мысалы 20:00.</translation>
        </message>
        <message>
            <source>Choose a folder, best on another disk.</source>
            <translation>Папканы таңдаңыз, басқа дискіде болғаны жақсы.</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Папканы таңдаңыз</translation>
        </message>
        <message>
            <source>A copy is made every day at {time}.</source>
            <translation>Көшірме күн сайын сағат {time} жасалады.</translation>
        </message>
        <message>
            <source>No copy is made by itself.</source>
            <translation>Көшірме өздігінен жасалмайды.</translation>
        </message>
    </context>
    <context>
        <name>BatchSheet</name>
        <message>
            <source>The key is opened</source>
            <translation>Кілт ашылуда</translation>
        </message>
        <message numerus="yes">
            <source>Sign %n document(s)</source>
            <translation>
                <numerusform>%n құжатқа қол қою</numerusform>
                <numerusform>%n құжатқа қол қою</numerusform>
            </translation>
        </message>
        <message>
            <source>Each document is signed and kept on its own: if one fails, the others are signed. You can stop between two documents.</source>
            <translation>Әр құжатқа бөлек қол қойылады және бөлек сақталады: біреуі болмай қалса да, қалғандарына қол қойылады. Екі құжаттың арасында тоқтатуға болады.</translation>
        </message>
        <message>
            <source>Keep the key open for</source>
            <translation>Кілтті ашық ұстау</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Қол қою</translation>
        </message>
    </context>
    <context>
        <name>BookingSheet</name>
        <message>
            <source>There is no free time within 30 days. Choose another length or doctor.</source>
            <translation>30 күн ішінде бос уақыт жоқ. Басқа ұзақтықты немесе дәрігерді таңдаңыз.</translation>
        </message>
        <message>
            <source>Choose a patient from the list.</source>
            <translation>Тізімнен пациентті таңдаңыз.</translation>
        </message>
        <message>
            <source>There is no such day.</source>
            <translation>Мұндай күн жоқ.</translation>
        </message>
        <message>
            <source>Hours and minutes, e.g. 09:30.</source>
            <translation>Сағат пен минут, мысалы 09:30.</translation>
        </message>
        <message>
            <source>Say why it is urgent: it is kept in the record.</source>
            <translation>Неге шұғыл екенін жазыңыз: ол жазбада сақталады.</translation>
        </message>
        <message>
            <source>Emergency without a booking</source>
            <translation>Жазылусыз шұғыл қабылдау</translation>
        </message>
        <message>
            <source>Book a patient</source>
            <translation>Пациентті жазу</translation>
        </message>
        <message>
            <source>Receive now</source>
            <translation>Қазір қабылдау</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Жазу</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Күні</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Уақыты</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Ұзақтығы</translation>
        </message>
        <message>
            <source>Doctor</source>
            <translation>Дәрігер</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Құрылғы</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Не үшін</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Себебі</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
            </translation>
        </message>
        <message>
            <source>no device</source>
            <translation>құрылғысыз</translation>
        </message>
        <message>
            <source>Emergency: received without a booking</source>
            <translation>Шұғыл: жазылусыз қабылданады</translation>
        </message>
        <message>
            <source>Next free time</source>
            <translation>Келесі бос уақыт</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
    </context>
    <context>
        <name>BringSheet</name>
        <message>
            <source>Choose files</source>
            <translation>Файлдарды таңдаңыз</translation>
        </message>
        <message>
            <source>Choose a folder or a disc</source>
            <translation>Қалтаны немесе дискіні таңдаңыз</translation>
        </message>
        <message>
            <source>Say why: it is kept in the journal.</source>
            <translation>Себебін жазыңыз: ол журналда сақталады.</translation>
        </message>
        <message>
            <source>Bringing in</source>
            <translation>Енгізілуде</translation>
        </message>
        <message>
            <source>Import files</source>
            <translation>Файлдарды енгізу</translation>
        </message>
        <message>
            <source>DICOM files, a folder or a disc (DICOMDIR), PDF, pictures, ECG and HL7 files. Choose them or drop them here. The files themselves stay as they are.</source>
            <translation>DICOM файлдары, қалта немесе диск (DICOMDIR), PDF, суреттер, ЭКГ және HL7 файлдары. Таңдаңыз немесе осы жерге сүйреп апарыңыз. Файлдардың өзі өзгермейді.</translation>
        </message>
        <message>
            <source>Choose files…</source>
            <translation>Файлдарды таңдау…</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Қалтаны таңдау…</translation>
        </message>
        <message>
            <source>Why to this patient</source>
            <translation>Неліктен осы пациентке</translation>
        </message>
        <message>
            <source>What matches nobody by itself is given to this patient.</source>
            <translation>Ешкімге сәйкес келмегені осы пациентке беріледі.</translation>
        </message>
        <message>
            <source>for example: the patient brought a disc</source>
            <translation>мысалы: пациент диск әкелді</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Енгізу</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} және тағы %n</numerusform>
                <numerusform>{names} және тағы %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopped. What had come in stays.</source>
            <translation>Тоқтатылды. Енгізіліп үлгергені сақталады.</translation>
        </message>
        <message>
            <source>Filed: {count}</source>
            <translation>Тіркелді: {count}</translation>
        </message>
        <message>
            <source>In the inbox: {count}</source>
            <translation>Кіріс жәшігінде: {count}</translation>
        </message>
        <message>
            <source>Known already: {count}</source>
            <translation>Бұрыннан бар: {count}</translation>
        </message>
        <message>
            <source>Could not be read, see the inbox: {count}</source>
            <translation>Оқылмады, кіріс жәшігін қараңыз: {count}</translation>
        </message>
        <message>
            <source>Of other patients, and filed there: {count}</source>
            <translation>Басқа пациенттердікі, соларға тіркелді: {count}</translation>
        </message>
        <message numerus="yes">
            <source>Not brought in (%n): {names}</source>
            <translation>
                <numerusform>Енгізілмеді (%n): {names}</numerusform>
                <numerusform>Енгізілмеді (%n): {names}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BytesSheet</name>
        <message>
            <source>{size}, kept exactly as it is. Looking at it is in the journal.</source>
            <translation>{size}, дәл сол күйінде сақталған. Қарау журналға жазылады.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
    </context>
    <context>
        <name>CandidateCard</name>
        <message>
            <source>IIN {iin}</source>
            <translation>ЖСН {iin}</translation>
        </message>
        <message>
            <source>no IIN</source>
            <translation>ЖСН жоқ</translation>
        </message>
        <message>
            <source>How well it fits, of 100</source>
            <translation>100-ден қаншалықты сәйкес</translation>
        </message>
        <message>
            <source>Give to this patient</source>
            <translation>Осы пациентке беру</translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message>
            <source>not calibrated</source>
            <translation>калибрленбеген</translation>
        </message>
        <message>
            <source>{length} mm</source>
            <translation>{length} мм</translation>
        </message>
    </context>
    <context>
        <name>CardScreen</name>
        <message>
            <source>Start a visit</source>
            <translation>Қабылдауды бастау</translation>
        </message>
        <message>
            <source>Edit the patient</source>
            <translation>Пациентті өңдеу</translation>
        </message>
        <message>
            <source>Who opened this card</source>
            <translation>Бұл картаны кім ашты</translation>
        </message>
        <message>
            <source>Order tests</source>
            <translation>Талдау тапсыру</translation>
        </message>
        <message>
            <source>Taken out of this card: it waits in the inbox</source>
            <translation>Осы картадан алынды: кіріс тізімінде күтіп тұр</translation>
        </message>
        <message>
            <source>The note cites it already</source>
            <translation>Жазба оны келтіріп тұр</translation>
        </message>
        <message>
            <source>There is no open note: start a visit, then cite the result</source>
            <translation>Ашық жазба жоқ: қабылдауды бастаңыз, содан кейін нәтижені келтіріңіз</translation>
        </message>
        <message>
            <source>{name}: saved</source>
            <translation>{name}: сақталды</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Тапсырылды</translation>
        </message>
    </context>
    <context>
        <name>CitedRow</name>
        <message>
            <source>not in this card any more: {what}</source>
            <translation>енді бұл картада жоқ: {what}</translation>
        </message>
        <message>
            <source>Take the reference out of the note</source>
            <translation>Сілтемені жазбадан алып тастау</translation>
        </message>
        <message>
            <source>Cited:</source>
            <translation>Келтірілген:</translation>
        </message>
    </context>
    <context>
        <name>CitedWarning</name>
        <message>
            <source>result</source>
            <translation>нәтиже</translation>
        </message>
        <message>
            <source>What this document cites is not in the patient's card any more</source>
            <translation>Бұл құжат келтірген нәтиже енді пациенттің картасында жоқ</translation>
        </message>
        <message>
            <source>The document stays as it was signed. A correction is a new version that names it.</source>
            <translation>Құжат қол қойылған күйінде қалады. Түзету — оны атайтын жаңа нұсқа.</translation>
        </message>
        <message>
            <source>A later version of this document corrects it.</source>
            <translation>Оны осы құжаттың кейінгі нұсқасы түзетеді.</translation>
        </message>
        <message>
            <source>Write a correction</source>
            <translation>Түзету жазу</translation>
        </message>
    </context>
    <context>
        <name>CitingWarning</name>
        <message>
            <source>version {number}</source>
            <translation>{number}-нұсқа</translation>
        </message>
        <message numerus="yes">
            <source>%n signed document(s) cite it</source>
            <translation>
                <numerusform>Оны қол қойылған %n құжат келтіреді</numerusform>
                <numerusform>Оны қол қойылған %n құжат келтіреді</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>тағы %n</numerusform>
                <numerusform>тағы %n</numerusform>
            </translation>
        </message>
        <message>
            <source>They stay as they were signed and get a warning; their author can write a correction.</source>
            <translation>Олар қол қойылған күйінде қалып, ескерту алады; авторы түзету жаза алады.</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>The last action was taken back</source>
            <translation>Соңғы әрекет кері қайтарылды</translation>
        </message>
        <message>
            <source>Search or command</source>
            <translation>Іздеу немесе пәрмен</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Артқа</translation>
        </message>
        <message>
            <source>Undo the last action</source>
            <translation>Соңғы әрекетті кері қайтару</translation>
        </message>
        <message>
            <source>Lock the window</source>
            <translation>Терезені құлыптау</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Көмек</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Пернелер</translation>
        </message>
        <message>
            <source>Screen in Kazakh</source>
            <translation>Экран қазақ тілінде</translation>
        </message>
        <message>
            <source>Screen in Russian</source>
            <translation>Экран орыс тілінде</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Жарық тақырып</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Қараңғы тақырып</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Жоғары контраст</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Мәтінді үлкейту</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Мәтінді кішірейту</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>Жаңа пациент</translation>
        </message>
        <message>
            <source>Next patient</source>
            <translation>Келесі пациент</translation>
        </message>
        <message>
            <source>Book a patient</source>
            <translation>Пациентті жазу</translation>
        </message>
        <message>
            <source>Emergency without a booking</source>
            <translation>Жазылусыз шұғыл қабылдау</translation>
        </message>
        <message>
            <source>What could not be read</source>
            <translation>Не оқылмады</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>Файлдарды енгізу…</translation>
        </message>
        <message>
            <source>Orders not taken</source>
            <translation>Қабылданбаған тапсырыстар</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Министрлікке жіберу</translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Барлығын экспорттау</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Қазір көшіру</translation>
        </message>
        <message>
            <source>Nobody waits, and nobody else is booked for today</source>
            <translation>Ешкім күтіп тұрған жоқ, бүгінге басқа жазылу да жоқ</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Құрылғыны қосу</translation>
        </message>
    </context>
    <context>
        <name>ConnectScreen</name>
        <message>
            <source>{device} is connected</source>
            <translation>{device} қосылды</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Құрылғыны қосу</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Тәсіл</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>Тыңдау</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Орны</translation>
        </message>
        <message>
            <source>Name and family</source>
            <translation>Атауы мен түрі</translation>
        </message>
        <message>
            <source>Trial</source>
            <translation>Сынау</translation>
        </message>
        <message>
            <source>To the devices</source>
            <translation>Құрылғыларға</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Артқа</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Аяқтау</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Әрі қарай</translation>
        </message>
        <message>
            <source>It goes on when a device is accepted</source>
            <translation>Құрылғы қабылданғанда әрі қарай жалғасады</translation>
        </message>
    </context>
    <context>
        <name>ContextColumn</name>
        <message>
            <source>Allergies</source>
            <translation>Аллергия</translation>
        </message>
        <message>
            <source>none recorded</source>
            <translation>тіркелмеген</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Ескертулер</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>Дәрілер</translation>
        </message>
        <message>
            <source>Diagnoses</source>
            <translation>Диагноздар</translation>
        </message>
        <message>
            <source>Trends</source>
            <translation>Үрдістер</translation>
        </message>
        <message>
            <source>Representative</source>
            <translation>Заңды өкіл</translation>
        </message>
        <message>
            <source>Relative</source>
            <translation>Туысы</translation>
        </message>
        <message>
            <source>abnormal</source>
            <translation>қалыптан тыс</translation>
        </message>
    </context>
    <context>
        <name>Counted</name>
        <message numerus="yes">
            <source>New devices: %n</source>
            <translation>
                <numerusform>Жаңа құрылғылар: %n</numerusform>
                <numerusform>Жаңа құрылғылар: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rejected: %n</source>
            <translation>
                <numerusform>Қабылданбады: %n</numerusform>
                <numerusform>Қабылданбады: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting to be sent</source>
            <translation>
                <numerusform>%n жіберілуін күтуде</numerusform>
                <numerusform>%n жіберілуін күтуде</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Held: %n</source>
            <translation>
                <numerusform>Ұсталып тұр: %n</numerusform>
                <numerusform>Ұсталып тұр: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>EDS: %n day(s)</source>
            <translation>
                <numerusform>ЭЦҚ: %n күн</numerusform>
                <numerusform>ЭЦҚ: %n күн</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Devices are being received: %n sealed today</source>
            <translation>
                <numerusform>Құрылғылар қабылданып жатыр: бүгін %n нысан мөрленді</numerusform>
                <numerusform>Құрылғылар қабылданып жатыр: бүгін %n нысан мөрленді</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n секунд</numerusform>
                <numerusform>%n секунд</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n минут</numerusform>
                <numerusform>%n минут</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n күн</numerusform>
                <numerusform>%n күн</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DayScreen</name>
        <message>
            <source>Without a doctor</source>
            <translation>Дәрігерсіз</translation>
        </message>
        <message>
            <source>device</source>
            <translation>құрылғы</translation>
        </message>
        <message>
            <source>{patient} is booked for {time}</source>
            <translation>{patient}: {time} жазылды</translation>
        </message>
        <message>
            <source>{patient} is moved to {time}</source>
            <translation>{patient}: {time} көшірілді</translation>
        </message>
        <message>
            <source>Day before</source>
            <translation>Алдыңғы күн</translation>
        </message>
        <message>
            <source>Day after</source>
            <translation>Келесі күн</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Бүгін</translation>
        </message>
        <message>
            <source>Free time</source>
            <translation>Бос уақыт</translation>
        </message>
        <message>
            <source>Emergency</source>
            <translation>Шұғыл</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Жазу</translation>
        </message>
        <message>
            <source>Bookings of the day</source>
            <translation>Күннің жазылулары</translation>
        </message>
        <message>
            <source>emergency</source>
            <translation>шұғыл</translation>
        </message>
    </context>
    <context>
        <name>DaySide</name>
        <message>
            <source>Today</source>
            <translation>Бүгін</translation>
        </message>
        <message>
            <source>On this day</source>
            <translation>Осы күні</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
            </translation>
        </message>
        <message>
            <source>No. {number}</source>
            <translation>№ {number}</translation>
        </message>
        <message>
            <source>Go on with the visit</source>
            <translation>Қабылдауды жалғастыру</translation>
        </message>
        <message>
            <source>Start the visit</source>
            <translation>Қабылдауды бастау</translation>
        </message>
        <message>
            <source>“Move” lays a booking here, until you choose its new time</source>
            <translation>«Көшіру» жазылуды жаңа уақыт таңдалғанша осында қояды</translation>
        </message>
        <message>
            <source>{patient}: choose the new time, on this day or another, and press Enter</source>
            <translation>{patient}: осы немесе басқа күннен жаңа уақытты таңдап, Enter басыңыз</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Қабылданды</translation>
        </message>
        <message>
            <source>In the room</source>
            <translation>Кабинетте</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Күтуде</translation>
        </message>
        <message>
            <source>Did not come</source>
            <translation>Келмеді</translation>
        </message>
        <message>
            <source>Selected</source>
            <translation>Таңдалған</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>Келді</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Картаны ашу</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Көшіру</translation>
        </message>
        <message>
            <source>Cancel the booking</source>
            <translation>Жазылуды болдырмау</translation>
        </message>
        <message>
            <source>Board</source>
            <translation>Көшіру тақтасы</translation>
        </message>
        <message>
            <source>Leave it where it was</source>
            <translation>Орнында қалдыру</translation>
        </message>
    </context>
    <context>
        <name>DeviceMessages</name>
        <message>
            <source>This value cannot be set for the device.</source>
            <translation>Құрылғыға бұл мәнді қоюға болмайды.</translation>
        </message>
        <message>
            <source>What was set before stays. Check the port, the speed and the folder.</source>
            <translation>Бұрынғысы сақталады. Портты, жылдамдықты және қалтаны тексеріңіз.</translation>
        </message>
        <message>
            <source>It is not said where the device is.</source>
            <translation>Құрылғының қайда екені айтылмаған.</translation>
        </message>
        <message>
            <source>Enter its address, its serial port or its folder.</source>
            <translation>Мекенжайын, тізбекті портын немесе қалтасын енгізіңіз.</translation>
        </message>
        <message>
            <source>A device at this place is in the list already.</source>
            <translation>Бұл жердегі құрылғы тізімде бар.</translation>
        </message>
        <message>
            <source>Open its page and change it there.</source>
            <translation>Бетін ашып, сол жерде өзгертіңіз.</translation>
        </message>
        <message>
            <source>These two devices differ in name or in their way of sending.</source>
            <translation>Бұл екі құрылғының атауы не жіберу тәсілі әртүрлі.</translation>
        </message>
        <message>
            <source>Nothing was changed: they stay two devices.</source>
            <translation>Ештеңе өзгерген жоқ: екі бөлек құрылғы болып қалады.</translation>
        </message>
        <message>
            <source>This file holds no settings of a device.</source>
            <translation>Бұл файлда құрылғы баптаулары жоқ.</translation>
        </message>
        <message>
            <source>Nothing was changed. Choose a file that was saved on a device's page.</source>
            <translation>Ештеңе өзгерген жоқ. Құрылғы бетінде сақталған файлды таңдаңыз.</translation>
        </message>
        <message>
            <source>This file was saved by a newer version of the program.</source>
            <translation>Бұл файлды бағдарламаның жаңарақ нұсқасы сақтаған.</translation>
        </message>
        <message>
            <source>Nothing was changed. Update the program on this computer.</source>
            <translation>Ештеңе өзгерген жоқ. Осы компьютердегі бағдарламаны жаңартыңыз.</translation>
        </message>
        <message>
            <source>This file is for a device that sends by another way.</source>
            <translation>Бұл файл басқа тәсілмен жіберетін құрылғыға арналған.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ештеңе өзгерген жоқ.</translation>
        </message>
        <message>
            <source>The archive's place cannot be understood.</source>
            <translation>Мұрағаттың орны түсініксіз.</translation>
        </message>
        <message>
            <source>Write it as address:port:AE, for example 192.168.0.5:104:ARCHIVE.</source>
            <translation>Былай жазыңыз: мекенжай:порт:AE, мысалы 192.168.0.5:104:ARCHIVE.</translation>
        </message>
        <message>
            <source>The certificate of the encrypted port cannot be used.</source>
            <translation>Шифрланған порттың сертификаты жарамсыз.</translation>
        </message>
        <message>
            <source>Make a new one: Devices (F6), Change… Then compare it at the devices again.</source>
            <translation>Жаңасын жасаңыз: Құрылғылар (F6), Өзгерту… Содан кейін құрылғыларда қайта салыстырыңыз.</translation>
        </message>
        <message>
            <source>This file holds no certificates (PEM).</source>
            <translation>Бұл файлда сертификат (PEM) жоқ.</translation>
        </message>
        <message>
            <source>Nothing was changed. Ask the technician for the device's certificate.</source>
            <translation>Ештеңе өзгерген жоқ. Құрылғы сертификатын техниктен сұраңыз.</translation>
        </message>
        <message>
            <source>There is no certificate of a device yet: nobody would be let in.</source>
            <translation>Құрылғылардың сертификаты әлі жоқ: ешкім кіре алмас еді.</translation>
        </message>
        <message>
            <source>First take the certificates of the devices.</source>
            <translation>Алдымен құрылғылар сертификаттарын алыңыз.</translation>
        </message>
        <message>
            <source>Nobody answers at that address and port.</source>
            <translation>Бұл мекенжай мен портта ешкім жауап бермейді.</translation>
        </message>
        <message>
            <source>Check address, port, cable and firewall; then try again.</source>
            <translation>Мекенжайды, портты, кабельді, брандмауэрді тексеріп, қайталаңыз.</translation>
        </message>
        <message>
            <source>Somebody listens there but says nothing that is DICOM.</source>
            <translation>Онда біреу тыңдайды, бірақ DICOM тілінде сөйлемейді.</translation>
        </message>
        <message>
            <source>Check the port, and whether it is the encrypted one.</source>
            <translation>Портты және оның шифрланған-шифрланбағанын тексеріңіз.</translation>
        </message>
        <message>
            <source>Parts of this study belong to several patients.</source>
            <translation>Бұл зерттеудің бөліктері бірнеше пациентке тиесілі.</translation>
        </message>
        <message>
            <source>Send it from the card of each of them.</source>
            <translation>Оны әрқайсысының картасынан жіберіңіз.</translation>
        </message>
        <message>
            <source>The other side does not let us in.</source>
            <translation>Екінші жақ бізді кіргізбейді.</translation>
        </message>
        <message>
            <source>Enter our AE title and address in its list of partners.</source>
            <translation>Оның серіктестер тізіміне біздің AE title мен мекенжайды енгізіңіз.</translation>
        </message>
        <message>
            <source>The other side refused what we asked for.</source>
            <translation>Екінші жақ сұрағанымыздан бас тартты.</translation>
        </message>
        <message>
            <source>Nothing was lost here. Look at the log of the wire (F6) for its answer.</source>
            <translation>Мұнда ештеңе жоғалған жоқ. Жауабын байланыс журналынан (F6) қараңыз.</translation>
        </message>
        <message>
            <source>The other side does not take this kind of object.</source>
            <translation>Екінші жақ мұндай нысанды қабылдамайды.</translation>
        </message>
        <message>
            <source>It stays here. Ask the technician to allow this kind at the archive.</source>
            <translation>Ол осында қалады. Техниктен мұрағатта осы түрге рұқсат беруді сұраңыз.</translation>
        </message>
        <message>
            <source>No encrypted connection comes about.</source>
            <translation>Шифрланған байланыс орнамайды.</translation>
        </message>
        <message>
            <source>Compare the certificates of both sides.</source>
            <translation>Екі жақтың сертификаттарын салыстырыңыз.</translation>
        </message>
        <message>
            <source>This urgency of an order is not known.</source>
            <translation>Тапсырыстың мұндай шұғылдығы белгісіз.</translation>
        </message>
        <message>
            <source>Choose one from the list.</source>
            <translation>Тізімнен таңдаңыз.</translation>
        </message>
        <message>
            <source>The file could not be written there.</source>
            <translation>Файлды ол жерге жазу мүмкін болмады.</translation>
        </message>
        <message>
            <source>Choose another folder, or free some space on the disk.</source>
            <translation>Басқа қалтаны таңдаңыз немесе дискіде орын босатыңыз.</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>Файл оқылмайды.</translation>
        </message>
        <message>
            <source>Nothing was changed. Check that it is there and that you may open it.</source>
            <translation>Ештеңе өзгерген жоқ. Файлдың бар екенін және ашуға рұқсатыңызды тексеріңіз.</translation>
        </message>
        <message>
            <source>It was changed once more since then.</source>
            <translation>Содан бері ол тағы өзгертілген.</translation>
        </message>
        <message>
            <source>It stays as it is now; change it on its page.</source>
            <translation>Қазіргідей қалады; бетінде өзгертіңіз.</translation>
        </message>
    </context>
    <context>
        <name>DevicePage</name>
        <message>
            <source>A device needs a name.</source>
            <translation>Құрылғыға атау керек.</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting message(s) read again</source>
            <translation>
                <numerusform>%n күткен хабар қайта оқылды</numerusform>
                <numerusform>%n күткен хабар қайта оқылды</numerusform>
            </translation>
        </message>
        <message>
            <source>{device}: saved</source>
            <translation>{device}: сақталды</translation>
        </message>
        <message>
            <source>Save profile and settings</source>
            <translation>Профиль мен баптауларды сақтау</translation>
        </message>
        <message>
            <source>Saved: {file}</source>
            <translation>Сақталды: {file}</translation>
        </message>
        <message>
            <source>Take profile and settings</source>
            <translation>Профиль мен баптауларды алу</translation>
        </message>
        <message>
            <source>A test object is of nobody: it is taken and kept, and stands in no card.</source>
            <translation>Сынақ нысаны ешкімдікі емес: қабылданып сақталады, бірақ ешбір картаға түспейді.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Артқа</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Баптаулар</translation>
        </message>
        <message>
            <source>Tests</source>
            <translation>Тексеру</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>Соңғы байланыс</translation>
        </message>
        <message>
            <source>Received today</source>
            <translation>Бүгін келді</translation>
        </message>
        <message>
            <source>Received in all</source>
            <translation>Барлығы келді</translation>
        </message>
        <message>
            <source>Unreadable</source>
            <translation>Оқылмады</translation>
        </message>
        <message>
            <source>First heard</source>
            <translation>Алғашқы байланыс</translation>
        </message>
        <message>
            <source>Calls itself</source>
            <translation>Өзін атайды</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжайы</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Тәсілі</translation>
        </message>
        <message>
            <source>Name in the practice</source>
            <translation>Кабинеттегі атауы</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Түрі</translation>
        </message>
        <message>
            <source>Sets letters and codes that devices of this family need.</source>
            <translation>Осы түрдегі құрылғыларға керек әріптер мен кодтарды қояды.</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Әріптер</translation>
        </message>
        <message>
            <source>choose only where names of this device come out wrong</source>
            <translation>осы құрылғыдан аты-жөндер бұзылып келсе ғана таңдаңыз</translation>
        </message>
        <message>
            <source>general</source>
            <translation>жалпы</translation>
        </message>
        <message>
            <source>Profile and settings as a file, for another computer; no addresses, no patients.</source>
            <translation>Профиль мен баптаулар файл түрінде, басқа компьютерге; мекенжайлар мен пациенттер жоқ.</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Сақтау…</translation>
        </message>
        <message>
            <source>Take from a file…</source>
            <translation>Файлдан алу…</translation>
        </message>
        <message>
            <source>Find a study…</source>
            <translation>Зерттеуді табу…</translation>
        </message>
        <message>
            <source>Send a test object to ourselves</source>
            <translation>Өзімізге сынақ нысанын жіберу</translation>
        </message>
        <message>
            <source>Call the device (C-ECHO)</source>
            <translation>Құрылғыны шақыру (C-ECHO)</translation>
        </message>
        <message>
            <source>Try the connection</source>
            <translation>Байланысты тексеру</translation>
        </message>
        <message>
            <source>Take out of use</source>
            <translation>Қолданыстан шығару</translation>
        </message>
        <message>
            <source>Into use again</source>
            <translation>Қайта қолданысқа алу</translation>
        </message>
    </context>
    <context>
        <name>DeviceSettings</name>
        <message>
            <source>Take the maker's own objects too</source>
            <translation>Өндірушінің өз нысандарын да қабылдау</translation>
        </message>
        <message>
            <source>Raw data that only the maker's programs can read; they are kept as they are.</source>
            <translation>Өндірушінің бағдарламалары ғана оқитын деректер; сол күйінде сақталады.</translation>
        </message>
        <message>
            <source>May search and fetch studies</source>
            <translation>Зерттеулерді іздеп, ала алады</translation>
        </message>
        <message>
            <source>Only for a workstation of the practice: it then sees every patient's images.</source>
            <translation>Тек кабинеттің жұмыс станциясына: ол барлық пациенттің суреттерін көреді.</translation>
        </message>
        <message>
            <source>Is an archive of images (PACS)</source>
            <translation>Сурет мұрағаты (PACS)</translation>
        </message>
        <message>
            <source>Studies can be sent to it and fetched from it. It needs the port below.</source>
            <translation>Оған зерттеу жіберуге, одан алуға болады. Төмендегі порт керек.</translation>
        </message>
        <message>
            <source>Speak with it encrypted (TLS)</source>
            <translation>Онымен шифрланған байланыс (TLS)</translation>
        </message>
        <message>
            <source>Both sides need certificates; most devices cannot do this.</source>
            <translation>Екі жаққа да сертификат керек; құрылғылардың көбі мұны білмейді.</translation>
        </message>
        <message>
            <source>Answer its questions for orders</source>
            <translation>Тапсырыс сұрағанда жауап беру</translation>
        </message>
        <message>
            <source>It asks by the tube's number, and is told the patient and the tests of today.</source>
            <translation>Түтік нөмірі бойынша сұрайды, бүгінгі пациент пен талдаулар айтылады.</translation>
        </message>
        <message>
            <source>Send it today's orders unasked</source>
            <translation>Бүгінгі тапсырыстарды сұратпай жіберу</translation>
        </message>
        <message>
            <source>For analysers that do not ask themselves.</source>
            <translation>Өзі сұрамайтын анализаторларға.</translation>
        </message>
        <message>
            <source>Tell it who has come today</source>
            <translation>Бүгін кім келгенін айту</translation>
        </message>
        <message>
            <source>For monitors with a list of patients; details that change are told too (ADT).</source>
            <translation>Пациенттер тізімі бар мониторлар үшін; өзгерген деректер де айтылады (ADT).</translation>
        </message>
        <message>
            <source>Check the checksum of frames</source>
            <translation>Кадрлардың бақылау қосындысын тексеру</translation>
        </message>
        <message>
            <source>Off only where the device sends none: then a disturbed line goes unnoticed.</source>
            <translation>Құрылғы оны жібермесе ғана өшіріңіз: онда желідегі бұзылу байқалмайды.</translation>
        </message>
        <message>
            <source>Keep the connection</source>
            <translation>Байланысты ұстап тұру</translation>
        </message>
        <message>
            <source>Off: the receiver leaves the device alone until it is on again.</source>
            <translation>Өшірулі: қайта қосылғанша қабылдағыш құрылғыға тиіспейді.</translation>
        </message>
    </context>
    <context>
        <name>DevicesPage</name>
        <message>
            <source>At most 16 Latin capitals, digits, - or _.</source>
            <translation>16-ға дейін латын бас әріптері, цифрлар, - немесе _.</translation>
        </message>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>1-ден 65535-ке дейінгі сан.</translation>
        </message>
        <message>
            <source>The two ports must differ.</source>
            <translation>Екі порт әртүрлі болуы керек.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Құрылғылар</translation>
        </message>
        <message>
            <source>Ultrasound, X-ray, ECG and analysers send their results by themselves. Connect them now or later.</source>
            <translation>УДЗ, рентген, ЭКГ және анализаторлар нәтижелерін өздері жібереді. Оларды қазір немесе кейін қосыңыз.</translation>
        </message>
        <message>
            <source>Enter this at the device</source>
            <translation>Құрылғыға мынаны енгізіңіз</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Порт</translation>
        </message>
        <message>
            <source>AE title</source>
            <translation>AE title</translation>
        </message>
        <message>
            <source>Our computer</source>
            <translation>Біздің компьютер</translation>
        </message>
        <message>
            <source>How devices call us.</source>
            <translation>Құрылғылар бізді осылай атайды.</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>DICOM порты</translation>
        </message>
        <message>
            <source>Images and ECG.</source>
            <translation>Суреттер мен ЭКГ.</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>HL7 порты</translation>
        </message>
        <message>
            <source>Analysers and monitors.</source>
            <translation>Анализаторлар мен мониторлар.</translation>
        </message>
        <message>
            <source>Devices are received while the program is locked too: what arrives is sealed until you unlock.</source>
            <translation>Бағдарлама құлыптаулы кезде де құрылғылар қабылданады: келген нәрсе құлып ашылғанша мөрленіп тұрады.</translation>
        </message>
        <message>
            <source>Analysers and monitors (HL7): the same address, port {port}</source>
            <translation>Анализаторлар мен мониторлар (HL7): сол мекенжай, порт {port}</translation>
        </message>
    </context>
    <context>
        <name>DevicesScreen</name>
        <message>
            <source>Device</source>
            <translation>Құрылғы</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Түрі</translation>
        </message>
        <message>
            <source>Calls itself</source>
            <translation>Өзін атауы</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Бүгін</translation>
        </message>
        <message>
            <source>In all</source>
            <translation>Барлығы</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Күйі</translation>
        </message>
        <message>
            <source>It is asked about no more; what it sends is kept and waits in the inbox.</source>
            <translation>Енді сұралмайды; жібергені сақталып, кіріс жәшігінде күтеді.</translation>
        </message>
        <message>
            <source>{device} is known at {address} now</source>
            <translation>{device} енді {address} мекенжайында</translation>
        </message>
        <message>
            <source>Out of use and not ours too</source>
            <translation>Қолданыстан шыққандар мен бөтендер де</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Құрылғыны қосу</translation>
        </message>
        <message>
            <source>Connect one step by step; or enter the values above at the device and send something.</source>
            <translation>Қадам-қадаммен қосыңыз; немесе жоғарыдағы мәндерді құрылғыға енгізіп, бірдеңе жіберіңіз.</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Тәсілі</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>Соңғы байланыс</translation>
        </message>
        <message>
            <source>Unreadable</source>
            <translation>Оқылмаған</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Құрылғылар</translation>
        </message>
        <message>
            <source>Devices that were heard</source>
            <translation>Байланысқан құрылғылар</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Байланыс журналы</translation>
        </message>
        <message>
            <source>No device was heard yet</source>
            <translation>Әлі ешбір құрылғы байланыспады</translation>
        </message>
    </context>
    <context>
        <name>DiagnosisList</name>
        <message>
            <source>Make final</source>
            <translation>Қорытынды ету</translation>
        </message>
        <message>
            <source>Make preliminary</source>
            <translation>Алдын ала ету</translation>
        </message>
        <message>
            <source>Make main</source>
            <translation>Негізгі ету</translation>
        </message>
        <message>
            <source>Remove {diagnosis}</source>
            <translation>Алып тастау: {diagnosis}</translation>
        </message>
        <message>
            <source>Code or words, e.g. K80.2 (Ctrl+D)</source>
            <translation>Код немесе сөз, мысалы K80.2 (Ctrl+D)</translation>
        </message>
        <message>
            <source>Find a diagnosis by code or words</source>
            <translation>Диагнозды коды не сөзі бойынша іздеу</translation>
        </message>
        <message>
            <source>Found diagnoses</source>
            <translation>Табылған диагноздар</translation>
        </message>
    </context>
    <context>
        <name>DicomWords</name>
        <message numerus="yes">
            <source>storage of %n kind(s) of objects</source>
            <translation>
                <numerusform>нысандардың %n түрін сақтау</numerusform>
                <numerusform>нысандардың %n түрін сақтау</numerusform>
            </translation>
        </message>
        <message>
            <source>connection test</source>
            <translation>байланыс тексеруі</translation>
        </message>
        <message>
            <source>list of booked patients (worklist)</source>
            <translation>жазылған пациенттер тізімі (worklist)</translation>
        </message>
        <message>
            <source>reports on the step performed (MPPS)</source>
            <translation>орындалған қадам туралы есептер (MPPS)</translation>
        </message>
        <message>
            <source>storage commitment</source>
            <translation>сақтау туралы растау</translation>
        </message>
        <message>
            <source>printing</source>
            <translation>басып шығару</translation>
        </message>
        <message>
            <source>search in the archive</source>
            <translation>мұрағаттан іздеу</translation>
        </message>
        <message>
            <source>storage of X-ray images (CR)</source>
            <translation>рентген суреттерін сақтау (CR)</translation>
        </message>
        <message>
            <source>storage of X-ray images (DX)</source>
            <translation>рентген суреттерін сақтау (DX)</translation>
        </message>
        <message>
            <source>storage of mammograms</source>
            <translation>маммограммаларды сақтау</translation>
        </message>
        <message>
            <source>storage of dental images</source>
            <translation>тіс суреттерін сақтау</translation>
        </message>
        <message>
            <source>storage of CT</source>
            <translation>КТ сақтау</translation>
        </message>
        <message>
            <source>storage of ultrasound images</source>
            <translation>УДЗ суреттерін сақтау</translation>
        </message>
        <message>
            <source>storage of ultrasound clips</source>
            <translation>УДЗ роликтерін сақтау</translation>
        </message>
        <message>
            <source>storage of MR</source>
            <translation>МРТ сақтау</translation>
        </message>
        <message>
            <source>storage of screen pictures</source>
            <translation>экран суреттерін сақтау</translation>
        </message>
        <message>
            <source>storage of ECG curves</source>
            <translation>ЭКГ қисықтарын сақтау</translation>
        </message>
        <message>
            <source>storage of fluoroscopy</source>
            <translation>рентгеноскопияны сақтау</translation>
        </message>
        <message>
            <source>storage of endoscopy</source>
            <translation>эндоскопияны сақтау</translation>
        </message>
        <message>
            <source>storage of photographs</source>
            <translation>фотосуреттерді сақтау</translation>
        </message>
        <message>
            <source>storage of eye pictures</source>
            <translation>көз суреттерін сақтау</translation>
        </message>
        <message>
            <source>storage of measurements and reports (SR)</source>
            <translation>өлшемдер мен есептерді сақтау (SR)</translation>
        </message>
        <message>
            <source>storage of documents (PDF)</source>
            <translation>құжаттарды сақтау (PDF)</translation>
        </message>
        <message>
            <source>storage of the maker's own objects</source>
            <translation>өндірушінің өз нысандарын сақтау</translation>
        </message>
        <message>
            <source>storage of other objects</source>
            <translation>басқа нысандарды сақтау</translation>
        </message>
    </context>
    <context>
        <name>DocumentPane</name>
        <message>
            <source>page {number} of {pages}</source>
            <translation>{pages} беттің {number}-беті</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Алдыңғы бет</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Келесі бет</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Кішірейту</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Үлкейту</translation>
        </message>
    </context>
    <context>
        <name>DocumentScreen</name>
        <message>
            <source>Print the document</source>
            <translation>Құжатты басып шығару</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>{number}-нұсқа</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Басып шығару</translation>
        </message>
        <message>
            <source>Take along…</source>
            <translation>Алып кету…</translation>
        </message>
    </context>
    <context>
        <name>DocumentSheet</name>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
    </context>
    <context>
        <name>DocumentsScreen</name>
        <message>
            <source>Signed</source>
            <translation>Қол қойылды</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Құжат</translation>
        </message>
        <message>
            <source>Signer</source>
            <translation>Қол қоюшы</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Күйі</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>{number}-нұсқа</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>кері алынған</translation>
        </message>
        <message>
            <source>No document of such a patient</source>
            <translation>Мұндай пациенттің құжаты жоқ</translation>
        </message>
        <message>
            <source>Type another part of the name.</source>
            <translation>Аты-жөннің басқа бөлігін теріңіз.</translation>
        </message>
        <message>
            <source>No documents yet</source>
            <translation>Әлі құжат жоқ</translation>
        </message>
        <message>
            <source>A visit that is finished with Ctrl+Enter becomes a signed document and stands here.</source>
            <translation>Ctrl+Enter арқылы аяқталған қабылдау қол қойылған құжатқа айналып, осында тұрады.</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Құжаттар</translation>
        </message>
        <message>
            <source>Part of the patient's name</source>
            <translation>Пациент атының бөлігі</translation>
        </message>
        <message>
            <source>Filter by the patient's name</source>
            <translation>Пациенттің аты бойынша сүзу</translation>
        </message>
        <message>
            <source>Check a signed file</source>
            <translation>Қол қойылған файлды тексеру</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Министрлікке жіберу</translation>
        </message>
        <message>
            <source>Signed documents</source>
            <translation>Қол қойылған құжаттар</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message>
            <source>The practice is ready</source>
            <translation>Практика дайын</translation>
        </message>
        <message>
            <source>The record is encrypted and opens with your password and a one-time code</source>
            <translation>Жазба шифрланған, ол құпиясөз бен бір реттік кодпен ашылады</translation>
        </message>
        <message>
            <source>The recovery sheet is printed and was checked</source>
            <translation>Қалпына келтіру парағы басылып, тексерілді</translation>
        </message>
        <message>
            <source>Devices can be connected at any time</source>
            <translation>Құрылғыларды кез келген уақытта қосуға болады</translation>
        </message>
        <message>
            <source>Every step stands in the journal</source>
            <translation>Әр қадам журналда тұрады</translation>
        </message>
        <message>
            <source>Next: log in, take up the first patient (Ctrl+Shift+N) and book a visit.</source>
            <translation>Енді: кіріңіз, бірінші пациентті тіркеңіз (Ctrl+Shift+N), қабылдауға жазыңыз.</translation>
        </message>
    </context>
    <context>
        <name>DoorPage</name>
        <message>
            <source>Shipager</source>
            <translation>Шипагер</translation>
        </message>
        <message>
            <source>TEST practice: for trying out, not for patients</source>
            <translation>ТЕСТ практикасы: сынап көруге арналған, пациенттерге емес</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Тіл</translation>
        </message>
        <message>
            <source>Devices are not being received ({code})</source>
            <translation>Құрылғылар қабылданбай тұр ({code})</translation>
        </message>
    </context>
    <context>
        <name>EcgView</name>
        <message>
            <source>25 mm/s · 10 mm/mV</source>
            <translation>25 мм/с · 10 мм/мВ</translation>
        </message>
    </context>
    <context>
        <name>EditSheet</name>
        <message>
            <source>Cannot be read yet: {why}</source>
            <translation>Әлі оқылмайды: {why}</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n көрсеткіш</numerusform>
                <numerusform>%n көрсеткіш</numerusform>
            </translation>
        </message>
        <message>
            <source>no patient named</source>
            <translation>пациент аталмаған</translation>
        </message>
        <message>
            <source>Reads as: {what}</source>
            <translation>Былай оқылады: {what}</translation>
        </message>
        <message>
            <source>Edit a copy and file it</source>
            <translation>Көшірмесін түзетіп, тіркеу</translation>
        </message>
        <message>
            <source>The original stays as it came. The copy is kept beside it with your name, and this entry is closed.</source>
            <translation>Түпнұсқа келген күйінде қалады. Көшірме оның жанында сіздің атыңызбен сақталады, бұл жазба жабылады.</translation>
        </message>
        <message>
            <source>Text of the copy</source>
            <translation>Көшірменің мәтіні</translation>
        </message>
        <message>
            <source>Letters:</source>
            <translation>Әріптері:</translation>
        </message>
        <message>
            <source>Character set of the copy</source>
            <translation>Көшірменің кодтамасы</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>File the copy</source>
            <translation>Көшірмені тіркеу</translation>
        </message>
    </context>
    <context>
        <name>Elsewhere</name>
        <message>
            <source>Where the files are saved</source>
            <translation>Файлдар қайда сақталады</translation>
        </message>
        <message>
            <source>Saved: {names}</source>
            <translation>Сақталды: {names}</translation>
        </message>
        <message>
            <source>Choose the signatures</source>
            <translation>Қолтаңбаларды таңдаңыз</translation>
        </message>
        <message>
            <source>Save the files…</source>
            <translation>Файлдарды сақтау…</translation>
        </message>
        <message>
            <source>Take the signatures back…</source>
            <translation>Қолтаңбаларды қабылдау…</translation>
        </message>
        <message>
            <source>The files are readable by everybody who has them: delete them when the signatures are back.</source>
            <translation>Файлдарды қолына алған кез келген адам оқи алады: қолтаңбалар қайтқан соң оларды өшіріңіз.</translation>
        </message>
    </context>
    <context>
        <name>EmergencySheet</name>
        <message>
            <source>Say why it is urgent: it is kept in the record.</source>
            <translation>Неге шұғыл екенін жазыңыз: ол жазбада сақталады.</translation>
        </message>
        <message>
            <source>There is no booking today</source>
            <translation>Бүгінге жазылу жоқ</translation>
        </message>
        <message>
            <source>A planned visit has a booking. In an emergency the patient is received at once, with the reason.</source>
            <translation>Жоспарлы қабылдауға алдын ала жазылады. Шұғыл жағдайда пациент себебі көрсетіліп бірден қабылданады.</translation>
        </message>
        <message>
            <source>Reason of the emergency</source>
            <translation>Шұғыл болу себебі</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Жазу</translation>
        </message>
        <message>
            <source>Receive now</source>
            <translation>Қазір қабылдау</translation>
        </message>
    </context>
    <context>
        <name>EnterPanel</name>
        <message>
            <source>listening, also while the program is locked</source>
            <translation>тыңдап тұр, бағдарлама құлыпталғанда да</translation>
        </message>
        <message>
            <source>not listening: {why}</source>
            <translation>тыңдамайды: {why}</translation>
        </message>
        <message>
            <source>Enter this at the device</source>
            <translation>Құрылғыға осыны енгізіңіз</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Өзгерту…</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>DICOM порты</translation>
        </message>
        <message>
            <source>AE title</source>
            <translation>AE title</translation>
        </message>
        <message>
            <source>HL7 port (laboratory)</source>
            <translation>HL7 порты (зертхана)</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Осы компьютер</translation>
        </message>
    </context>
    <context>
        <name>EntryFrame</name>
        <message numerus="yes">
            <source>%n older version(s) kept</source>
            <translation>
                <numerusform>%n ескі нұсқа сақталған</numerusform>
                <numerusform>%n ескі нұсқа сақталған</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>тағы %n</numerusform>
                <numerusform>тағы %n</numerusform>
            </translation>
        </message>
        <message>
            <source>new</source>
            <translation>жаңа</translation>
        </message>
        <message>
            <source>Not this patient</source>
            <translation>Бұл пациент емес</translation>
        </message>
        <message>
            <source>Cite, move, split, send</source>
            <translation>Келтіру, ауыстыру, бөлу, жіберу</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ашу</translation>
        </message>
    </context>
    <context>
        <name>ExportScreen</name>
        <message>
            <source>Choose a folder</source>
            <translation>Қалтаны таңдау</translation>
        </message>
        <message>
            <source>Exporting</source>
            <translation>Экспортталуда</translation>
        </message>
        <message>
            <source>Choose an empty folder.</source>
            <translation>Бос қалтаны таңдаңыз.</translation>
        </message>
        <message>
            <source>Say why: it is kept in the journal.</source>
            <translation>Себебін жазыңыз: ол журналда сақталады.</translation>
        </message>
        <message>
            <source>Stopped. Started again with the same folder, it goes on where it was.</source>
            <translation>Тоқтатылды. Сол қалтамен қайта бастаса, тоқтаған жерінен жалғасады.</translation>
        </message>
        <message>
            <source>Choose the folder of an export.</source>
            <translation>Экспорт қалтасын таңдаңыз.</translation>
        </message>
        <message>
            <source>Verifying</source>
            <translation>Тексерілуде</translation>
        </message>
        <message>
            <source>Choose a folder, best on another disk.</source>
            <translation>Қалтаны таңдаңыз, басқа дискіде болғаны дұрыс.</translation>
        </message>
        <message>
            <source>Saving and rehearsing the restore</source>
            <translation>Сақталып, қалпына келтіру тексерілуде</translation>
        </message>
        <message>
            <source>Will be in it: {counts}</source>
            <translation>Ішінде болады: {counts}</translation>
        </message>
        <message>
            <source>nothing yet</source>
            <translation>әзірге ештеңе</translation>
        </message>
        <message>
            <source>Exported: {files} files, {size}; every count equals the store's.</source>
            <translation>Экспортталды: {files} файл, {size}; барлық сан қоймадағымен тең.</translation>
        </message>
        <message>
            <source>Verified: {files} files and {signatures} signatures are as they were written.</source>
            <translation>Тексерілді: {files} файл мен {signatures} қолтаңба жазылған күйінде.</translation>
        </message>
        <message>
            <source>Not as it was written:</source>
            <translation>Жазылған күйінде емес:</translation>
        </message>
        <message>
            <source>Fingerprint of the practice's key: {key}</source>
            <translation>Практика кілтінің таңбасы: {key}</translation>
        </message>
        <message>
            <source>There is no backup yet.</source>
            <translation>Резервтік көшірме әлі жоқ.</translation>
        </message>
        <message>
            <source>✓ {moment} · {size} · restore rehearsed {verified} · {folder}</source>
            <translation>✓ {moment} · {size} · қалпына келтіру тексерілді {verified} · {folder}</translation>
        </message>
        <message>
            <source>Export and backup</source>
            <translation>Экспорт және резервтік көшірме</translation>
        </message>
        <message>
            <source>Take everything along</source>
            <translation>Барлығын алып кету</translation>
        </message>
        <message>
            <source>Everything in open formats, readable on any computer without this program, with a page that explains.</source>
            <translation>Барлығы ашық пішімдерде, осы бағдарламасыз кез келген компьютерде оқылады, түсіндірме беті бар.</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Қалта</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Себебі</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Таңдау</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Экспорттау</translation>
        </message>
        <message>
            <source>Verify this folder</source>
            <translation>Осы қалтаны тексеру</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервтік көшірме</translation>
        </message>
        <message>
            <source>Encrypted, made while you work, read back at once. It opens with the password or the recovery sheet.</source>
            <translation>Шифрланған, жұмыс кезінде жасалады, бірден қайта оқылады. Құпиясөзбен немесе қалпына келтіру парағымен ашылады.</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Қазір көшіру</translation>
        </message>
    </context>
    <context>
        <name>FindStudySheet</name>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Нөмірі</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Күні</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Түрі</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Сипаттамасы</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Суреттер</translation>
        </message>
        <message>
            <source>No such day.</source>
            <translation>Мұндай күн жоқ.</translation>
        </message>
        <message>
            <source>Enter number, name or date.</source>
            <translation>Нөмірін, атын немесе күнін енгізіңіз.</translation>
        </message>
        <message>
            <source>Looking</source>
            <translation>Ізделуде</translation>
        </message>
        <message>
            <source>Fetching</source>
            <translation>Алынуда</translation>
        </message>
        <message>
            <source>Find a study: {archive}</source>
            <translation>Зерттеуді табу: {archive}</translation>
        </message>
        <message>
            <source>IIN or number</source>
            <translation>ЖСН немесе нөмірі</translation>
        </message>
        <message>
            <source>Surname, name</source>
            <translation>Тегі, аты</translation>
        </message>
        <message>
            <source>Study date</source>
            <translation>Зерттеу күні</translation>
        </message>
        <message>
            <source>any</source>
            <translation>кез келген</translation>
        </message>
        <message>
            <source>Found studies</source>
            <translation>Табылған зерттеулер</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Іздеу</translation>
        </message>
        <message>
            <source>Fetch</source>
            <translation>Алу</translation>
        </message>
        <message>
            <source>Stopped. What had come stays.</source>
            <translation>Тоқтатылды. Келгені қалады.</translation>
        </message>
        <message numerus="yes">
            <source>%n object(s) came. They go to the patient's card by themselves, or wait in the inbox.</source>
            <translation>
                <numerusform>%n нысан келді. Олар пациент картасына өздері түседі немесе кіріс жәшігінде күтеді.</numerusform>
                <numerusform>%n нысан келді. Олар пациент картасына өздері түседі немесе кіріс жәшігінде күтеді.</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter looks; Enter on a found study fetches it.</source>
            <translation>Enter іздейді; табылған зерттеудегі Enter оны алады.</translation>
        </message>
        <message>
            <source>Nothing found there.</source>
            <translation>Онда ештеңе табылмады.</translation>
        </message>
        <message>
            <source>Many were found, the first are shown. Say more.</source>
            <translation>Көп табылды, алғашқылары көрсетілген. Нақтылаңыз.</translation>
        </message>
        <message numerus="yes">
            <source>%n study(ies) found.</source>
            <translation>
                <numerusform>%n зерттеу табылды.</numerusform>
                <numerusform>%n зерттеу табылды.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FirstRun</name>
        <message>
            <source>Language</source>
            <translation>Тіл</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Практика</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Иесі</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Құпиясөз</translation>
        </message>
        <message>
            <source>Recovery sheet</source>
            <translation>Қалпына келтіру парағы</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Бір реттік код</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Құрылғылар</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Дайын</translation>
        </message>
        <message>
            <source>Shipager</source>
            <translation>Шипагер</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Артқа</translation>
        </message>
        <message>
            <source>Enter goes on, Esc goes back</source>
            <translation>Enter — әрі қарай, Esc — артқа</translation>
        </message>
        <message>
            <source>Making the keys…</source>
            <translation>Кілттер жасалуда…</translation>
        </message>
        <message>
            <source>Moving in…</source>
            <translation>Орналасуда…</translation>
        </message>
        <message>
            <source>Log in</source>
            <translation>Кіру</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Әрі қарай</translation>
        </message>
    </context>
    <context>
        <name>FormSheet</name>
        <message>
            <source>Try it</source>
            <translation>Сынап көру</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сақтау</translation>
        </message>
    </context>
    <context>
        <name>GdtRequests</name>
        <message>
            <source>Send the patient to a device</source>
            <translation>Пациентті құрылғыға жіберу</translation>
        </message>
        <message>
            <source>{device} knows the patient: begin the examination there</source>
            <translation>{device}: пациент жіберілді, тексеруді сонда бастаңыз</translation>
        </message>
        <message>
            <source>To a device</source>
            <translation>Құрылғыға</translation>
        </message>
        <message>
            <source>Send the patient to {device}</source>
            <translation>Пациентті жіберу: {device}</translation>
        </message>
    </context>
    <context>
        <name>HeardCard</name>
        <message>
            <source>A device of the practice sends</source>
            <translation>Кабинеттің құрылғысы жіберіп тұр</translation>
        </message>
        <message>
            <source>We hear a device</source>
            <translation>Құрылғыны естиміз</translation>
        </message>
        <message>
            <source>Something arrives</source>
            <translation>Бірдеңе келіп жатыр</translation>
        </message>
        <message>
            <source>«{device}» had this name at {address}: has it got another address?</source>
            <translation>Бұл атпен «{device}» {address} мекенжайында болған: мекенжайы ауысты ма?</translation>
        </message>
        <message>
            <source>Accept under this name</source>
            <translation>Осы атпен қабылдау</translation>
        </message>
        <message>
            <source>Not ours</source>
            <translation>Біздікі емес</translation>
        </message>
        <message>
            <source>Open its page</source>
            <translation>Бетін ашу</translation>
        </message>
        <message>
            <source>Yes, the same device</source>
            <translation>Иә, сол құрылғы</translation>
        </message>
        <message>
            <source>Looks like: {family}</source>
            <translation>Ұқсайды: {family}</translation>
        </message>
    </context>
    <context>
        <name>HeardWords</name>
        <message numerus="yes">
            <source>%n byte(s) arrived that are no whole message yet.</source>
            <translation>
                <numerusform>%n байт келді, бұл әзірге толық хабар емес.</numerusform>
                <numerusform>%n байт келді, бұл әзірге толық хабар емес.</numerusform>
            </translation>
        </message>
        <message>
            <source>The conversation was refused: too much goes on at once, or the device speaks otherwise. It tries again by itself; if it repeats, save the log for the technician.</source>
            <translation>Сөйлесу қабылданбады: бір мезетте тым көп немесе құрылғы басқаша сөйлейді. Ол өзі қайталайды; қайталана берсе, журналды техникке сақтаңыз.</translation>
        </message>
        <message>
            <source>It is received all the same. To put it right, enter {ours} at the device in the field Called AE Title (also: Remote AE, Server AE, Destination AE).</source>
            <translation>Бәрібір қабылданады. Түзету үшін құрылғыдағы Called AE Title өрісіне (сондай-ақ: Remote AE, Server AE, Destination AE) {ours} деп енгізіңіз.</translation>
        </message>
        <message>
            <source>It asks for nothing that this program does: look for Store or Send at the device.</source>
            <translation>Сұрағанының ешқайсысын бағдарлама жасамайды: құрылғыдан Store немесе Send іздеңіз.</translation>
        </message>
        <message>
            <source>The cable is right. If nothing more comes after a whole result, check speed and parity.</source>
            <translation>Кабель дұрыс. Толық нәтижеден кейін де ештеңе шықпаса, жылдамдық пен жұптықты тексеріңіз.</translation>
        </message>
        <message>
            <source>A device at {place} calls itself {name}.</source>
            <translation>{place} мекенжайындағы құрылғы өзін {name} деп атайды.</translation>
        </message>
        <message>
            <source>Something is connected at {place}.</source>
            <translation>{place} портына бірдеңе қосылған.</translation>
        </message>
        <message>
            <source>A device at {place} does not say its name.</source>
            <translation>{place} мекенжайындағы құрылғы атауын айтпайды.</translation>
        </message>
        <message>
            <source>A device at {place} calls itself {name} and calls us {called}; we are {ours}.</source>
            <translation>{place} мекенжайындағы құрылғы өзін {name}, бізді {called} деп атайды; ал біз — {ours}.</translation>
        </message>
        <message>
            <source>A device at {place} calls itself {name} and calls us {called}.</source>
            <translation>{place} мекенжайындағы құрылғы өзін {name}, бізді {called} деп атайды.</translation>
        </message>
        <message>
            <source>It asks for: {what}.</source>
            <translation>Оған керегі: {what}.</translation>
        </message>
        <message>
            <source>Not offered here: {what}.</source>
            <translation>Мұнда жоқ: {what}.</translation>
        </message>
        <message>
            <source>not declared</source>
            <translation>көрсетілмеген</translation>
        </message>
        <message>
            <source>It speaks HL7 version {version}, letters: {letters}, messages: {types}.</source>
            <translation>HL7 {version} нұсқасында сөйлейді, әріптері: {letters}, хабарлары: {types}.</translation>
        </message>
        <message>
            <source>It speaks ASTM in frames with checksums and sends: {what}.</source>
            <translation>ASTM тілінде, бақылау қосындысы бар кадрлармен сөйлейді, жібергені: {what}.</translation>
        </message>
        <message>
            <source>It speaks ASTM without frames and sends: {what}.</source>
            <translation>ASTM тілінде кадрсыз сөйлейді, жібергені: {what}.</translation>
        </message>
        <message>
            <source>header</source>
            <translation>тақырып</translation>
        </message>
        <message>
            <source>patient</source>
            <translation>пациент</translation>
        </message>
        <message>
            <source>order</source>
            <translation>тапсырыс</translation>
        </message>
        <message>
            <source>results</source>
            <translation>нәтижелер</translation>
        </message>
        <message>
            <source>comments</source>
            <translation>түсініктемелер</translation>
        </message>
        <message>
            <source>questions for orders</source>
            <translation>тапсырыс сұраулары</translation>
        </message>
        <message>
            <source>end</source>
            <translation>соңы</translation>
        </message>
        <message>
            <source>maker's own records</source>
            <translation>өндірушінің жазбалары</translation>
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>Search in the help</source>
            <translation>Көмектен іздеу</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Көмек</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Алдыңғы бет</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Topics</source>
            <translation>Бөлімдер</translation>
        </message>
        <message>
            <source>Nothing found. Try another word, or part of it.</source>
            <translation>Ештеңе табылмады. Басқа сөзді немесе сөздің бір бөлігін теріңіз.</translation>
        </message>
    </context>
    <context>
        <name>IdentityStrip</name>
        <message>
            <source>IIN {iin}</source>
            <translation>ЖСН {iin}</translation>
        </message>
        <message>
            <source>Allergy: {substance}</source>
            <translation>Аллергия: {substance}</translation>
        </message>
        <message>
            <source>Allergies: none recorded</source>
            <translation>Аллергия: тіркелмеген</translation>
        </message>
        <message>
            <source>Start a visit</source>
            <translation>Қабылдауды бастау</translation>
        </message>
        <message>
            <source>Readings</source>
            <translation>Көрсеткіштер</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Жазу</translation>
        </message>
        <message>
            <source>Tests</source>
            <translation>Талдаулар</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Өңдеу</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>Файлдарды енгізу…</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Барлығы</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Қабылдаулар</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Нәтижелер</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Суреттер</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Құжаттар</translation>
        </message>
        <message>
            <source>What the timeline shows</source>
            <translation>Таспада не көрінеді</translation>
        </message>
    </context>
    <context>
        <name>ImportSheet</name>
        <message>
            <source>Choose a file of results</source>
            <translation>Нәтижелер файлын таңдаңыз</translation>
        </message>
        <message>
            <source>What the column {heading} holds</source>
            <translation>{heading} бағанында не бар</translation>
        </message>
        <message>
            <source>Choose a file: CSV of a meter, ECG, PDF, picture, HL7, GDT or FHIR.</source>
            <translation>Файлды таңдаңыз: өлшегіштің CSV кестесі, ЭКГ, PDF, сурет, HL7, GDT немесе FHIR.</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n мән</numerusform>
                <numerusform>%n мән</numerusform>
            </translation>
        </message>
        <message>
            <source>Results from a file</source>
            <translation>Файлдағы нәтижелер</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Өлшенген жері</translation>
        </message>
        <message>
            <source>by the patient at home</source>
            <translation>үйде, пациенттің өзі</translation>
        </message>
        <message>
            <source>here, in the practice</source>
            <translation>осында, практикада</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Файл таңдау</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Take into the card</source>
            <translation>Картаға енгізу</translation>
        </message>
    </context>
    <context>
        <name>InboxScreen</name>
        <message>
            <source>Received</source>
            <translation>Алынды</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Құрылғы</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Не</translation>
        </message>
        <message>
            <source>In the message</source>
            <translation>Хабарда</translation>
        </message>
        <message>
            <source>Why it waits</source>
            <translation>Неге күтуде</translation>
        </message>
        <message numerus="yes">
            <source>%n image(s)</source>
            <translation>
                <numerusform>%n сурет</numerusform>
                <numerusform>%n сурет</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n көрсеткіш</numerusform>
                <numerusform>%n көрсеткіш</numerusform>
            </translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Нәтижелер</translation>
        </message>
        <message>
            <source>It was read again by these letters</source>
            <translation>Осы әріптермен қайта оқылды</translation>
        </message>
        <message>
            <source>IIN {iin}</source>
            <translation>ЖСН {iin}</translation>
        </message>
        <message>
            <source>It is in the patient's card now</source>
            <translation>Енді пациенттің картасында</translation>
        </message>
        <message>
            <source>The patient is registered, and the result is in the card</source>
            <translation>Пациент тіркелді, нәтиже картада</translation>
        </message>
        <message>
            <source>It stays here, below the others</source>
            <translation>Осында, басқаларынан төмен қалады</translation>
        </message>
        <message>
            <source>Nobody in the registry looks like this patient.</source>
            <translation>Тізілімде бұл пациентке ұқсайтын ешкім жоқ.</translation>
        </message>
        <message>
            <source>Candidates</source>
            <translation>Үміткерлер</translation>
        </message>
        <message>
            <source>Waits for a decision</source>
            <translation>Шешім күтеді</translation>
        </message>
        <message>
            <source>Could not be read</source>
            <translation>Оқылмады</translation>
        </message>
        <message>
            <source>Other messages</source>
            <translation>Басқа хабарламалар</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>Файлдарды енгізу…</translation>
        </message>
        <message>
            <source>Inbox from devices</source>
            <translation>Құрылғылардан келгендер</translation>
        </message>
        <message>
            <source>Nothing is lost: until you decide, it waits here</source>
            <translation>Ештеңе жоғалмайды: сіз шешкенше осында күтеді</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Қарау</translation>
        </message>
        <message>
            <source>Original message</source>
            <translation>Бастапқы хабар</translation>
        </message>
        <message>
            <source>Leave it here</source>
            <translation>Қалдыру</translation>
        </message>
        <message>
            <source>Register as a new patient</source>
            <translation>Жаңа пациент ретінде тіркеу</translation>
        </message>
        <message>
            <source>Another patient:</source>
            <translation>Басқа пациент:</translation>
        </message>
        <message>
            <source>Give to this patient</source>
            <translation>Осы пациентке беру</translation>
        </message>
        <message>
            <source>A decision can be taken back with Ctrl+Z; both stay in the journal</source>
            <translation>Шешімді Ctrl+Z арқылы қайтаруға болады; екеуі де журналда қалады</translation>
        </message>
        <message>
            <source>What waits for a decision</source>
            <translation>Шешім күтіп тұрғандар</translation>
        </message>
        <message>
            <source>Nothing waits</source>
            <translation>Күтіп тұрған ештеңе жоқ</translation>
        </message>
        <message>
            <source>What devices send goes to its patient by itself. What fits nobody appears here.</source>
            <translation>Құрылғылар жібергені пациентіне өзі барады. Ешкімге сәйкес келмегені осында көрінеді.</translation>
        </message>
    </context>
    <context>
        <name>JournalScreen</name>
        <message>
            <source>Number</source>
            <translation>Нөмірі</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Қашан</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Кім</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Рөлі</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>Жұмыс орны</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Не</translation>
        </message>
        <message>
            <source>Journal of actions</source>
            <translation>Әрекеттер журналы</translation>
        </message>
        <message>
            <source>Check the chain</source>
            <translation>Тізбекті тексеру</translation>
        </message>
        <message>
            <source>Kind of action</source>
            <translation>Әрекет түрі</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>everybody</source>
            <translation>барлығы</translation>
        </message>
        <message>
            <source>all</source>
            <translation>барлығы</translation>
        </message>
        <message>
            <source>The chain holds: no row was changed, removed or added.</source>
            <translation>Тізбек бүтін: бірде-бір жол өзгертілмеген, алынбаған, қосылмаған.</translation>
        </message>
        <message>
            <source>The chain is broken at row {row}. Do not delete anything; restore from a backup and call support.</source>
            <translation>Тізбек {row}-жолда үзілген. Ештеңені жоймаңыз; көшірмеден қалпына келтіріп, қолдауға хабарласыңыз.</translation>
        </message>
        <message>
            <source>Looking into the journal is itself written into it. Rows: {count}.</source>
            <translation>Журналды қараудың өзі де журналға жазылады. Жолдар: {count}.</translation>
        </message>
        <message>
            <source>Nothing was found</source>
            <translation>Ештеңе табылмады</translation>
        </message>
        <message>
            <source>Nobody did such a thing in these days.</source>
            <translation>Бұл күндері ешкім мұндай әрекет жасаған жоқ.</translation>
        </message>
    </context>
    <context>
        <name>KeptPane</name>
        <message>
            <source>Received</source>
            <translation>Келген уақыты</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Аспап</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Не</translation>
        </message>
        <message>
            <source>In the message</source>
            <translation>Хабарламада</translation>
        </message>
        <message>
            <source>In the registry</source>
            <translation>Тіркелімде</translation>
        </message>
        <message>
            <source>nobody with this IIN</source>
            <translation>мұндай ЖСН ешкімде жоқ</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>бірдей</translation>
        </message>
        <message>
            <source>differs: {what}</source>
            <translation>өзгеше: {what}</translation>
        </message>
        <message>
            <source>{name}: registered</source>
            <translation>{name}: тіркелді</translation>
        </message>
        <message>
            <source>Messages that are no results</source>
            <translation>Нәтиже емес хабарламалар</translation>
        </message>
        <message>
            <source>Original message</source>
            <translation>Бастапқы хабарлама</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Картаны ашу</translation>
        </message>
        <message>
            <source>Register as a new patient</source>
            <translation>Жаңа пациент ретінде тіркеу</translation>
        </message>
        <message>
            <source>No such messages</source>
            <translation>Мұндай хабарлама жоқ</translation>
        </message>
        <message>
            <source>Questions of devices, orders and patients of other systems appear here for thirty days.</source>
            <translation>Аспаптардың сұраулары, басқа жүйелердің тапсырыстары мен пациенттері мұнда отыз күн тұрады.</translation>
        </message>
    </context>
    <context>
        <name>KeyPanel</name>
        <message>
            <source>Attach a key file, or choose where your key is.</source>
            <translation>Кілт файлын тіркеңіз немесе кілтіңіздің қайда екенін таңдаңыз.</translation>
        </message>
        <message>
            <source>{store}: {why}.</source>
            <translation>{store}: {why}.</translation>
        </message>
        <message>
            <source>Type the PIN of the token.</source>
            <translation>Токеннің PIN-кодын теріңіз.</translation>
        </message>
        <message>
            <source>Type the password of the key.</source>
            <translation>Кілттің құпиясөзін теріңіз.</translation>
        </message>
        <message>
            <source>Choose the key file</source>
            <translation>Кілт файлын таңдаңыз</translation>
        </message>
        <message>
            <source>Key files (*.p12 *.pfx)</source>
            <translation>Кілт файлдары (*.p12 *.pfx)</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>{date} дейін</translation>
        </message>
        <message>
            <source>New key file: {name}</source>
            <translation>Жаңа кілт файлы: {name}</translation>
        </message>
        <message>
            <source>Token {label} · {serial}</source>
            <translation>Токен {label} · {serial}</translation>
        </message>
        <message>
            <source>NCALayer</source>
            <translation>NCALayer</translation>
        </message>
        <message>
            <source>Sign with another program</source>
            <translation>Басқа бағдарламамен қол қою</translation>
        </message>
        <message>
            <source>No key is chosen</source>
            <translation>Кілт таңдалмаған</translation>
        </message>
        <message>
            <source>Confirm in NCALayer's window: it asks for the key and the password itself.</source>
            <translation>NCALayer терезесінде растаңыз: кілт пен құпиясөзді ол өзі сұрайды.</translation>
        </message>
        <message>
            <source>After two wrong PINs the program stops, before the token locks itself.</source>
            <translation>Екі қате PIN-кодтан кейін бағдарлама тоқтайды, токен бұғатталып үлгермейді.</translation>
        </message>
        <message>
            <source>Save the files, sign each of them in your program with a detached signature (CMS), and take the signatures back here.</source>
            <translation>Файлдарды сақтаңыз, әрқайсысына өз бағдарламаңызда бөлек қолтаңба (CMS) қойыңыз да, қолтаңбаларды осында қабылдаңыз.</translation>
        </message>
        <message>
            <source>The key is checked when its password is given.</source>
            <translation>Кілт құпиясөзі берілгенде тексеріледі.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>және тағы %n</numerusform>
                <numerusform>және тағы %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Not proposed:</source>
            <translation>Ұсынылмайды:</translation>
        </message>
        <message>
            <source>Caps Lock is on</source>
            <translation>Caps Lock қосулы</translation>
        </message>
        <message>
            <source>PIN of the token</source>
            <translation>Токеннің PIN-коды</translation>
        </message>
        <message>
            <source>Password of the key</source>
            <translation>Кілттің құпиясөзі</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Кілт</translation>
        </message>
        <message>
            <source>Attach a key file (.p12)</source>
            <translation>Кілт файлын тіркеу (.p12)</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Қайта қарау</translation>
        </message>
        <message>
            <source>Which tokens are in, and whether NCALayer runs</source>
            <translation>Қандай токендер қосулы және NCALayer іске қосылған ба</translation>
        </message>
        <message>
            <source>A wrong PIN was typed before: few tries are left.</source>
            <translation>Бұрын қате PIN терілген: аз әрекет қалды.</translation>
        </message>
        <message>
            <source>One try is left: a wrong PIN locks the token.</source>
            <translation>Бір әрекет қалды: қате PIN токенді бұғаттайды.</translation>
        </message>
        <message>
            <source>The token is locked; unlock it with the tool of its maker.</source>
            <translation>Токен бұғатталған; оны өндірушінің құралымен ашыңыз.</translation>
        </message>
        <message>
            <source>Two wrong PINs: the program stops here, before the token locks itself. Start it anew to go on.</source>
            <translation>Екі рет қате PIN терілді: токен бұғатталмай тұрып, бағдарлама тоқтады. Жалғастыру үшін оны қайта іске қосыңыз.</translation>
        </message>
    </context>
    <context>
        <name>KeyPlacesSheet</name>
        <message>
            <source>Choose the library</source>
            <translation>Кітапхананы таңдау</translation>
        </message>
        <message>
            <source>Libraries (*.dll *.so *.dylib)</source>
            <translation>Кітапханалар (*.dll *.so *.dylib)</translation>
        </message>
        <message>
            <source>NCALayer and tokens</source>
            <translation>NCALayer және токендер</translation>
        </message>
        <message>
            <source>Both are on this computer. A library is a program: take it from the token's maker only.</source>
            <translation>Екеуі де осы компьютерде. Кітапхана да — программа: оны тек токен өндірушісінен алыңыз.</translation>
        </message>
        <message>
            <source>Address of NCALayer</source>
            <translation>NCALayer мекенжайы</translation>
        </message>
        <message>
            <source>Usually {address}</source>
            <translation>Әдетте {address}</translation>
        </message>
        <message>
            <source>Library of the tokens (PKCS#11)</source>
            <translation>Токендер кітапханасы (PKCS#11)</translation>
        </message>
        <message>
            <source>The whole path. Empty: tokens are used through NCALayer alone.</source>
            <translation>Толық жолы. Бос болса: токендер тек NCALayer арқылы қолданылады.</translation>
        </message>
        <message>
            <source>Keys are looked for there from now on.</source>
            <translation>Кілттер енді сол жерден ізделеді.</translation>
        </message>
    </context>
    <context>
        <name>KeySheet</name>
        <message>
            <source>Choose the key file</source>
            <translation>Кілт файлын таңдау</translation>
        </message>
        <message>
            <source>Key files (*.p12 *.pfx)</source>
            <translation>Кілт файлдары (*.p12 *.pfx)</translation>
        </message>
        <message>
            <source>Replace the signing key</source>
            <translation>Қол қою кілтін ауыстыру</translation>
        </message>
        <message>
            <source>Add a signing key</source>
            <translation>Қол қою кілтін қосу</translation>
        </message>
        <message>
            <source>The new key takes the place of {name}. Both must be of the same person.</source>
            <translation>Жаңа кілт мынаның орнына қойылады: {name}. Екеуі де бір адамдікі болуы керек.</translation>
        </message>
        <message>
            <source>The key stays where it is. The program opens it once to read the certificate.</source>
            <translation>Кілт өз орнында қалады. Программа сертификатты оқу үшін оны бір рет ашады.</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Файл</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Токен</translation>
        </message>
        <message>
            <source>Where the key is</source>
            <translation>Кілт қайда</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>Кілт файлы</translation>
        </message>
        <message>
            <source>Choose the key file.</source>
            <translation>Кілт файлын таңдаңыз.</translation>
        </message>
        <message>
            <source>No token is connected.</source>
            <translation>Токен қосылмаған.</translation>
        </message>
        <message>
            <source>Type it to open the key.</source>
            <translation>Кілтті ашу үшін теріңіз.</translation>
        </message>
        <message>
            <source>NCALayer asks in its own window</source>
            <translation>NCALayer өз терезесінде сұрайды</translation>
        </message>
        <message>
            <source>The key is opened</source>
            <translation>Кілт ашылуда</translation>
        </message>
        <message>
            <source>Documents can be signed with {name}.</source>
            <translation>Құжаттарға қол қоюға болады: {name}.</translation>
        </message>
        <message>
            <source>{store}: {why}.</source>
            <translation>{store}: {why}.</translation>
        </message>
        <message>
            <source>NCALayer opens its own window and asks for the password there.</source>
            <translation>NCALayer өз терезесін ашып, құпиясөзді сонда сұрайды.</translation>
        </message>
        <message>
            <source>After two wrong PINs the program stops, before the token locks itself.</source>
            <translation>Екі қате PIN-нен кейін, токен бұғатталмай тұрып, программа тоқтайды.</translation>
        </message>
        <message>
            <source>Caps Lock is on</source>
            <translation>Caps Lock қосулы</translation>
        </message>
        <message>
            <source>PIN of the token</source>
            <translation>Токеннің PIN коды</translation>
        </message>
        <message>
            <source>Password of the key</source>
            <translation>Кілттің құпиясөзі</translation>
        </message>
    </context>
    <context>
        <name>KeysSection</name>
        <message>
            <source>{name}: the program does not know the key any more.</source>
            <translation>{name}: программа бұл кілтті енді білмейді.</translation>
        </message>
        <message>
            <source>Signing keys (EDS)</source>
            <translation>Қол қою кілттері (ЭЦҚ)</translation>
        </message>
        <message>
            <source>Add a key…</source>
            <translation>Кілт қосу…</translation>
        </message>
        <message>
            <source>Which stores are there?</source>
            <translation>Қандай орындар бар?</translation>
        </message>
        <message>
            <source>NCALayer and tokens…</source>
            <translation>NCALayer және токендер…</translation>
        </message>
        <message>
            <source>No key yet: add the one that the certification authority gave you.</source>
            <translation>Әзірге кілт жоқ: куәландырушы орталық берген кілтті қосыңыз.</translation>
        </message>
        <message>
            <source>None of these keys can sign now; each says why.</source>
            <translation>Бұл кілттердің ешқайсысы қазір қол қоя алмайды; себебі әрқайсысында.</translation>
        </message>
        <message>
            <source>The first one is proposed when you sign.</source>
            <translation>Қол қойғанда біріншісі ұсынылады.</translation>
        </message>
        <message>
            <source>is there</source>
            <translation>бар</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>Ауыстыру…</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>{name} — алып тастау</translation>
        </message>
    </context>
    <context>
        <name>LanguagePage</name>
        <message>
            <source>Language</source>
            <translation>Тіл</translation>
        </message>
        <message>
            <source>Choose the language of the screen.</source>
            <translation>Экран тілін таңдаңыз.</translation>
        </message>
        <message>
            <source>It can be switched at any time, also while you work. The language of a document is chosen apart.</source>
            <translation>Оны кез келген уақытта, жұмыс кезінде де ауыстыруға болады. Құжат тілі бөлек таңдалады.</translation>
        </message>
    </context>
    <context>
        <name>LinePanel</name>
        <message>
            <source>Part: {title}</source>
            <translation>Бөлік: {title}</translation>
        </message>
        <message>
            <source>Record of the visit</source>
            <translation>Қабылдау жазбасы</translation>
        </message>
        <message>
            <source>waits since {moment}</source>
            <translation>{moment} бері күтуде</translation>
        </message>
        <message>
            <source>Write the part</source>
            <translation>Бөлікті жазу</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Жазуды жалғастыру</translation>
        </message>
        <message>
            <source>Look at the document</source>
            <translation>Құжатты қарау</translation>
        </message>
        <message>
            <source>Open the document</source>
            <translation>Құжатты ашу</translation>
        </message>
        <message>
            <source>Look and sign alone</source>
            <translation>Қарап, бөлек қол қою</translation>
        </message>
        <message>
            <source>First page of the document</source>
            <translation>Құжаттың бірінші беті</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Картаны ашу</translation>
        </message>
        <message>
            <source>Back to writing</source>
            <translation>Жазуға қайтару</translation>
        </message>
    </context>
    <context>
        <name>LinkForm</name>
        <message>
            <source>Folder for requests</source>
            <translation>Сұраулар қалтасы</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Тілі</translation>
        </message>
        <message>
            <source>Speed (baud)</source>
            <translation>Жылдамдық (бод)</translation>
        </message>
        <message>
            <source>Bits and parity</source>
            <translation>Биттер мен жұптық</translation>
        </message>
        <message>
            <source>Which files</source>
            <translation>Қай файлдар</translation>
        </message>
        <message>
            <source>* is every file.</source>
            <translation>* — барлық файл.</translation>
        </message>
        <message>
            <source>How to read them</source>
            <translation>Қалай оқу керек</translation>
        </message>
        <message>
            <source>Choose only where files of the device are not recognised.</source>
            <translation>Құрылғы файлдары танылмаса ғана таңдаңыз.</translation>
        </message>
        <message>
            <source>For a device program that takes the patient from a file (GDT). Empty: none are written.</source>
            <translation>Пациентті файлдан алатын құрылғы бағдарламасына (GDT). Бос болса — жазылмайды.</translation>
        </message>
        <message>
            <source>Leave the files where they are</source>
            <translation>Файлдар орнында қалсын</translation>
        </message>
        <message>
            <source>For a device whose own program still needs them there.</source>
            <translation>Құрылғының өз бағдарламасына олар әлі керек болса.</translation>
        </message>
        <message>
            <source>Hardware handshake (RTS/CTS)</source>
            <translation>Аппараттық келісу (RTS/CTS)</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Таңдау…</translation>
        </message>
    </context>
    <context>
        <name>ListenPage</name>
        <message>
            <source>{device} is known at {address} now</source>
            <translation>{device} енді {address} мекенжайында</translation>
        </message>
        <message>
            <source>It is asked about no more; what it sends is kept and waits in the inbox.</source>
            <translation>Енді сұралмайды; жібергені сақталып, кіріс жәшігінде күтеді.</translation>
        </message>
        <message>
            <source>Listening. Press Echo or Verify at the device, or send one result: whoever calls appears here.</source>
            <translation>Тыңдап тұрмыз. Құрылғыда Echo немесе Verify басыңыз не бір нәтиже жіберіңіз: кім шақырса, осында шығады.</translation>
        </message>
    </context>
    <context>
        <name>Listing</name>
        <message>
            <source>The day is not complete: 23.11.2026.</source>
            <translation>Күн толық емес: 23.11.2026.</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>CSV ретінде сақтау…</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>Сақталды: {name}</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Басы</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Соңы</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Көрсету</translation>
        </message>
        <message>
            <source>Older</source>
            <translation>Ескірек</translation>
        </message>
    </context>
    <context>
        <name>LockPage</name>
        <message>
            <source>The window is locked. What you were writing is kept.</source>
            <translation>Терезе құлыпталған. Жазып жатқаныңыз сақталды.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Құпиясөз</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>Ашылуда…</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Құлыпты ашу</translation>
        </message>
        <message>
            <source>Another user</source>
            <translation>Басқа пайдаланушы</translation>
        </message>
        <message>
            <source>Keyboard: {layout}</source>
            <translation>Пернетақта: {layout}</translation>
        </message>
        <message>
            <source>Caps Lock is on · {layout}</source>
            <translation>Caps Lock қосулы · {layout}</translation>
        </message>
    </context>
    <context>
        <name>LockingSection</name>
        <message>
            <source>Locking</source>
            <translation>Құлыптау</translation>
        </message>
        <message>
            <source>Lock when nobody has touched it for</source>
            <translation>Мынанша уақыт ешкім тимесе, құлыптау</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} мин</translation>
        </message>
        <message>
            <source>When locked</source>
            <translation>Құлыпталғанда</translation>
        </message>
        <message>
            <source>work goes on</source>
            <translation>жұмыс жүре береді</translation>
        </message>
        <message>
            <source>the practice is closed</source>
            <translation>практика жабылады</translation>
        </message>
        <message>
            <source>Strict: Ctrl+L closes the practice. Its keys leave the memory, devices find no list of patients, time stamps and sending wait for the next login. What devices send is still received and sealed.</source>
            <translation>Қатаң: Ctrl+L практиканы жабады. Кілттер жадтан кетеді, құрылғылар пациенттер тізімін көрмейді, уақыт белгілері мен жіберу келесі кіруді күтеді. Құрылғылар жібергені бұрынғыдай қабылданып, мөрленеді.</translation>
        </message>
        <message>
            <source>Ctrl+L hides the record and asks for the password. Devices keep today's list, time stamps, sending and receiving go on.</source>
            <translation>Ctrl+L жазбаларды жасырып, құпиясөз сұрайды. Құрылғыларда бүгінгі тізім қалады, уақыт белгілері, жіберу және қабылдау жүре береді.</translation>
        </message>
    </context>
    <context>
        <name>LoginPage</name>
        <message>
            <source>User</source>
            <translation>Пайдаланушы</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Құпиясөз</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>Ашылуда…</translation>
        </message>
        <message>
            <source>Log in</source>
            <translation>Кіру</translation>
        </message>
        <message>
            <source>Recovery sheet</source>
            <translation>Қалпына келтіру парағы</translation>
        </message>
        <message>
            <source>Waiting for NCALayer</source>
            <translation>NCALayer жауабы күтілуде</translation>
        </message>
        <message>
            <source>Checking the certificate</source>
            <translation>Сертификат тексерілуде</translation>
        </message>
        <message>
            <source>Keyboard: {layout}</source>
            <translation>Пернетақта: {layout}</translation>
        </message>
        <message>
            <source>Caps Lock is on · {layout}</source>
            <translation>Caps Lock қосулы · {layout}</translation>
        </message>
    </context>
    <context>
        <name>LoginSection</name>
        <message>
            <source>Logging in</source>
            <translation>Кіру</translation>
        </message>
        <message>
            <source>Beside the password</source>
            <translation>Құпиясөзге қоса</translation>
        </message>
        <message>
            <source>Second factor for users who are no administrators</source>
            <translation>Әкімші емес пайдаланушылар үшін екінші фактор</translation>
        </message>
        <message>
            <source>Certificates that may log in</source>
            <translation>Кіруге болатын сертификаттар</translation>
        </message>
        <message>
            <source>When revocation cannot be asked</source>
            <translation>Кері қайтаруды сұрау мүмкін болмаса</translation>
        </message>
        <message>
            <source>code or certificate</source>
            <translation>код не сертификат</translation>
        </message>
        <message>
            <source>code</source>
            <translation>код</translation>
        </message>
        <message>
            <source>certificate</source>
            <translation>сертификат</translation>
        </message>
        <message>
            <source>required</source>
            <translation>міндетті</translation>
        </message>
        <message>
            <source>not required</source>
            <translation>міндетті емес</translation>
        </message>
        <message>
            <source>any with the user's IIN</source>
            <translation>ЖСН-і сәйкес кез келгені</translation>
        </message>
        <message>
            <source>allowed beforehand</source>
            <translation>алдын ала рұқсат етілгені</translation>
        </message>
        <message>
            <source>let in with a warning</source>
            <translation>ескертумен кіргізу</translation>
        </message>
        <message>
            <source>refuse</source>
            <translation>кіргізбеу</translation>
        </message>
        <message>
            <source>My certificates for logging in</source>
            <translation>Кіруге арналған сертификаттарым</translation>
        </message>
        <message>
            <source>Allow my signing keys</source>
            <translation>Қол қою кілттеріме рұқсат беру</translation>
        </message>
        <message>
            <source>Forbid the chosen one</source>
            <translation>Таңдалғанына тыйым салу</translation>
        </message>
        <message>
            <source>Choose “Certificate” on the login page. Suitable are the AUTH key and every GOST key of the user; the first login allows a certificate, unless it must be allowed beforehand.</source>
            <translation>Кіру бетінде «Сертификат» дегенді таңдаңыз. Пайдаланушының AUTH кілті мен кез келген GOST кілті жарайды; алдын ала рұқсат талап етілмесе, бірінші кіру сертификатқа рұқсат береді.</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>әзірге жоқ</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>{date} дейін</translation>
        </message>
        <message>
            <source>last used {date}</source>
            <translation>соңғы рет {date}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>The daily backup was not made. {why}</source>
            <translation>Күнделікті көшірме жасалмады. {why}</translation>
        </message>
        <message>
            <source>{what} It stands among the documents (F5).</source>
            <translation>{what} Ол құжаттар арасында (F5).</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>The step was not carried out.</source>
            <translation>Қадам орындалмады.</translation>
        </message>
        <message>
            <source>What is stored stays as it was. Try again; if it repeats, tell support the code {code}.</source>
            <translation>Сақталған нәрсе өзгерген жоқ. Қайталап көріңіз; қайталанса, қолдау қызметіне {code} кодын айтыңыз.</translation>
        </message>
        <message>
            <source>Problem: {code}</source>
            <translation>Мәселе: {code}</translation>
        </message>
        <message>
            <source>The user name or password is wrong.</source>
            <translation>Пайдаланушы аты немесе құпиясөз қате.</translation>
        </message>
        <message>
            <source>Check the keyboard layout and Caps Lock.</source>
            <translation>Пернетақта тілі мен Caps Lock-ты тексеріңіз.</translation>
        </message>
        <message>
            <source>The one-time code is wrong.</source>
            <translation>Бір реттік код қате.</translation>
        </message>
        <message>
            <source>Type the code that the application shows now; the clocks of phone and computer must agree.</source>
            <translation>Қолданба қазір көрсетіп тұрған кодты теріңіз; телефон мен компьютердің сағаты бірдей болуы керек.</translation>
        </message>
        <message>
            <source>This one-time code was used already.</source>
            <translation>Бұл бір реттік код бұрын қолданылған.</translation>
        </message>
        <message>
            <source>Wait for the next code, at most 30 seconds.</source>
            <translation>Келесі кодты күтіңіз, 30 секундтан аспайды.</translation>
        </message>
        <message>
            <source>The one-time code is missing.</source>
            <translation>Бір реттік код жоқ.</translation>
        </message>
        <message>
            <source>Type the six digits that the application on your phone shows.</source>
            <translation>Телефондағы қолданба көрсетіп тұрған алты цифрды теріңіз.</translation>
        </message>
        <message>
            <source>Too many failed attempts.</source>
            <translation>Сәтсіз әрекет тым көп.</translation>
        </message>
        <message>
            <source>Devices go on being received. Try again in {time}.</source>
            <translation>Құрылғылар қабылданып жатыр. Қайталауға дейін: {time}.</translation>
        </message>
        <message>
            <source>The recovery key does not fit this practice.</source>
            <translation>Қалпына келтіру кілті бұл практикаға сай емес.</translation>
        </message>
        <message>
            <source>Compare it with the printed sheet group by group.</source>
            <translation>Басылған парақпен топ-тобымен салыстырыңыз.</translation>
        </message>
        <message>
            <source>A letter of the recovery key is mistyped.</source>
            <translation>Қалпына келтіру кілтінің бір таңбасы қате терілген.</translation>
        </message>
        <message>
            <source>The password does not meet the rules.</source>
            <translation>Құпиясөз ережелерге сай емес.</translation>
        </message>
        <message>
            <source>The rules that are not met are listed below the field.</source>
            <translation>Орындалмаған ережелер өрістің астында көрсетілген.</translation>
        </message>
        <message>
            <source>This account is blocked.</source>
            <translation>Бұл есептік жазба бұғатталған.</translation>
        </message>
        <message>
            <source>The owner of the practice can unblock it.</source>
            <translation>Оны практика иесі аша алады.</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>Сіздің рөліңіз бұған рұқсат бермейді.</translation>
        </message>
        <message>
            <source>The owner of the practice can give you the right.</source>
            <translation>Құқықты практика иесі бере алады.</translation>
        </message>
        <message>
            <source>An IIN has 12 digits.</source>
            <translation>ЖСН 12 цифрдан тұрады.</translation>
        </message>
        <message>
            <source>The check digit of the IIN does not agree.</source>
            <translation>ЖСН-нің бақылау цифры сәйкес емес.</translation>
        </message>
        <message>
            <source>Compare the number with the document.</source>
            <translation>Нөмірді құжатпен салыстырыңыз.</translation>
        </message>
        <message>
            <source>A BIN has 12 digits.</source>
            <translation>БСН 12 цифрдан тұрады.</translation>
        </message>
        <message>
            <source>The check digit of the BIN does not agree.</source>
            <translation>БСН-нің бақылау цифры сәйкес емес.</translation>
        </message>
        <message>
            <source>This is not the number of an organisation.</source>
            <translation>Бұл ұйымның нөмірі емес.</translation>
        </message>
        <message>
            <source>A person's practice gives an IIN instead.</source>
            <translation>Жеке тұлғаның практикасы ЖСН көрсетеді.</translation>
        </message>
        <message>
            <source>This is not a phone number.</source>
            <translation>Бұл телефон нөмірі емес.</translation>
        </message>
        <message>
            <source>Example: +7 701 123-45-67</source>
            <translation>Мысалы: +7 701 123-45-67</translation>
        </message>
        <message>
            <source>The record does not allow this step.</source>
            <translation>Жазба бұл қадамға рұқсат бермейді.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ештеңе өзгерген жоқ.</translation>
        </message>
        <message>
            <source>What was asked for is not in the record.</source>
            <translation>Сұралған нәрсе жазбада жоқ.</translation>
        </message>
        <message>
            <source>Go back and search again.</source>
            <translation>Артқа қайтып, қайта іздеңіз.</translation>
        </message>
        <message>
            <source>Somebody changed this meanwhile.</source>
            <translation>Осы аралықта мұны біреу өзгертті.</translation>
        </message>
        <message>
            <source>The newest state is shown; please repeat your change.</source>
            <translation>Соңғы күйі көрсетілді; өзгерісіңізді қайталаңыз.</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Тоқтатылды.</translation>
        </message>
        <message>
            <source>What was finished before stays.</source>
            <translation>Бұған дейін аяқталғаны сақталды.</translation>
        </message>
        <message>
            <source>There is a practice in this folder already.</source>
            <translation>Бұл қалтада практика бар.</translation>
        </message>
        <message>
            <source>Choose an empty folder.</source>
            <translation>Бос қалтаны таңдаңыз.</translation>
        </message>
        <message>
            <source>This practice is open in another window of the program.</source>
            <translation>Бұл практика бағдарламаның басқа терезесінде ашық.</translation>
        </message>
        <message>
            <source>Close it there first.</source>
            <translation>Алдымен оны сонда жабыңыз.</translation>
        </message>
        <message>
            <source>Something outside the program failed.</source>
            <translation>Бағдарламадан тыс бір нәрсе істемеді.</translation>
        </message>
        <message>
            <source>What is stored stays as it was. Try again.</source>
            <translation>Сақталған нәрсе өзгерген жоқ. Қайталап көріңіз.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Дискіде орын жоқ.</translation>
        </message>
        <message>
            <source>Nothing was lost. Free some space and try again.</source>
            <translation>Ештеңе жоғалған жоқ. Орын босатып, қайталаңыз.</translation>
        </message>
        <message>
            <source>Stored bytes are not what was written.</source>
            <translation>Сақталған деректер жазылған қалпында емес.</translation>
        </message>
        <message>
            <source>Nothing was overwritten. Do not delete anything; restore from the last backup or call support.</source>
            <translation>Ештеңе үстінен жазылған жоқ. Ештеңені жоймаңыз; соңғы резервтік көшірмеден қалпына келтіріңіз немесе қолдау қызметіне хабарласыңыз.</translation>
        </message>
        <message>
            <source>This cannot be read.</source>
            <translation>Мұны оқу мүмкін емес.</translation>
        </message>
        <message>
            <source>The original is kept exactly as it came.</source>
            <translation>Түпнұсқасы келген қалпында сақталды.</translation>
        </message>
        <message>
            <source>no connection to the ministry</source>
            <translation>министрлікпен байланыс жоқ</translation>
        </message>
        <message>
            <source>the ministry does not answer</source>
            <translation>министрлік жауап бермейді</translation>
        </message>
        <message>
            <source>waiting for more than a day</source>
            <translation>бір тәуліктен астам күтуде</translation>
        </message>
        <message>
            <source>the time stamp is awaited</source>
            <translation>уақыт белгісі күтілуде</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>дискіде орын жоқ</translation>
        </message>
        <message>
            <source>the folder for the copy is not there: connect the disk</source>
            <translation>көшірме папкасы орнында жоқ: дискіні қосыңыз</translation>
        </message>
        <message>
            <source>the folder for the copy cannot be written</source>
            <translation>көшірме папкасына жазу мүмкін емес</translation>
        </message>
        <message>
            <source>the port is taken by another program</source>
            <translation>портты басқа бағдарлама алған</translation>
        </message>
        <message>
            <source>the receiver did not start</source>
            <translation>қабылдағыш іске қосылмады</translation>
        </message>
    </context>
    <context>
        <name>MissingList</name>
        <message>
            <source>Missing before it can be signed:</source>
            <translation>Қол қоюға жетіспейді:</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Сонда өту</translation>
        </message>
    </context>
    <context>
        <name>MistakeSheet</name>
        <message>
            <source>The program made a mistake</source>
            <translation>Бағдарлама қате жіберді</translation>
        </message>
        <message>
            <source>The step that was under way was not carried out.</source>
            <translation>Орындалып жатқан қадам аяқталмады.</translation>
        </message>
        <message>
            <source>What is stored stays as it was, and what you were writing is kept.</source>
            <translation>Сақталған нәрсе өзгерген жоқ, жазып жатқаныңыз да сақталды.</translation>
        </message>
        <message>
            <source>You can go on. If it happens again, tell support this code:</source>
            <translation>Жұмысты жалғастыруға болады. Қайталанса, қолдау қызметіне мына кодты айтыңыз:</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Жалғастыру</translation>
        </message>
    </context>
    <context>
        <name>MoveSheet</name>
        <message>
            <source>Choose whose result it is.</source>
            <translation>Нәтиже кімдікі екенін таңдаңыз.</translation>
        </message>
        <message numerus="yes">
            <source>%n result(s) of one message move together.</source>
            <translation>
                <numerusform>Бір хабарламаның %n нәтижесі бірге ауысады.</numerusform>
                <numerusform>Бір хабарламаның %n нәтижесі бірге ауысады.</numerusform>
            </translation>
        </message>
        <message>
            <source>Move to another patient</source>
            <translation>Басқа пациентке ауыстыру</translation>
        </message>
        <message>
            <source>Whose it is</source>
            <translation>Кімдікі</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Себебі</translation>
        </message>
        <message>
            <source>Stays in the journal of both cards; may be left empty.</source>
            <translation>Екі картаның да журналында қалады; бос қалдыруға болады.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Ауыстыру</translation>
        </message>
    </context>
    <context>
        <name>NamingPage</name>
        <message>
            <source>A device needs a name.</source>
            <translation>Құрылғыға атау керек.</translation>
        </message>
        <message>
            <source>A device at this place is in the list already: open its page and change it there.</source>
            <translation>Бұл жердегі құрылғы тізімде бар: бетін ашып, сол жерде өзгертіңіз.</translation>
        </message>
        <message>
            <source>The family was recognised by what the device says of itself.</source>
            <translation>Түрі құрылғының өзі туралы айтқанынан танылды.</translation>
        </message>
        <message>
            <source>Name in the practice</source>
            <translation>Кабинеттегі атауы</translation>
        </message>
        <message>
            <source>As people call it, for example: ultrasound, room 3.</source>
            <translation>Адамдар қалай атаса, солай, мысалы: УДЗ, 3-кабинет.</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Түрі</translation>
        </message>
        <message>
            <source>Sets letters and codes that devices of this family need.</source>
            <translation>Осы түрдегі құрылғыларға керек әріптер мен кодтарды қояды.</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Әріптер</translation>
        </message>
        <message>
            <source>Choose only where names come out wrong.</source>
            <translation>Аты-жөндер бұзылып келсе ғана таңдаңыз.</translation>
        </message>
        <message>
            <source>general</source>
            <translation>жалпы</translation>
        </message>
        <message>
            <source>The device at {place}.</source>
            <translation>{place} — осы жердегі құрылғы.</translation>
        </message>
    </context>
    <context>
        <name>NewDevice</name>
        <message>
            <source>New device — is it ours? At {address}, by {way}, it calls itself {name}.</source>
            <translation>Жаңа құрылғы — біздікі ме? Мекенжайы {address}, {way}, өзін {name} деп атайды.</translation>
        </message>
        <message>
            <source>«{device}» had this name at {address}: has it got another address?</source>
            <translation>Бұл атпен «{device}» {address} мекенжайында болған: мекенжайы ауысты ма?</translation>
        </message>
        <message>
            <source>Yes, the same device</source>
            <translation>Иә, сол құрылғы</translation>
        </message>
        <message numerus="yes">
            <source>%n more wait(s) for an answer.</source>
            <translation>
                <numerusform>Тағы %n құрылғы жауап күтіп тұр.</numerusform>
                <numerusform>Тағы %n құрылғы жауап күтіп тұр.</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept…</source>
            <translation>Қабылдау…</translation>
        </message>
        <message>
            <source>Not ours</source>
            <translation>Біздікі емес</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Undo</source>
            <translation>Кері қайтару</translation>
        </message>
    </context>
    <context>
        <name>OrderSheet</name>
        <message>
            <source>Test</source>
            <translation>Талдау</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Бірлігі</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Тобы</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Нөмірі</translation>
        </message>
        <message>
            <source>Ordered at</source>
            <translation>Уақыты</translation>
        </message>
        <message>
            <source>Tests</source>
            <translation>Талдаулар</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Аспап</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Күйі</translation>
        </message>
        <message numerus="yes">
            <source>%n test(s) chosen</source>
            <translation>
                <numerusform>%n талдау таңдалды</numerusform>
                <numerusform>%n талдау таңдалды</numerusform>
            </translation>
        </message>
        <message>
            <source>Order tests</source>
            <translation>Талдау тапсыру</translation>
        </message>
        <message>
            <source>Name or code of a test; Enter chooses the first</source>
            <translation>Талдаудың атауы не коды; Enter біріншісін таңдайды</translation>
        </message>
        <message>
            <source>Find a test</source>
            <translation>Талдауды іздеу</translation>
        </message>
        <message>
            <source>Tests to choose</source>
            <translation>Таңдалатын талдаулар</translation>
        </message>
        <message>
            <source>Orders of this patient</source>
            <translation>Осы пациенттің тапсырыстары</translation>
        </message>
        <message>
            <source>Number of the tube</source>
            <translation>Түтік нөмірі</translation>
        </message>
        <message>
            <source>Scan it; empty: a number of ours.</source>
            <translation>Сканерлеңіз; бос болса — өз нөміріміз.</translation>
        </message>
        <message>
            <source>How soon</source>
            <translation>Шұғылдығы</translation>
        </message>
        <message>
            <source>Sent to</source>
            <translation>Қайда жіберіледі</translation>
        </message>
        <message>
            <source>Analysers that ask get it in any case.</source>
            <translation>Сұрайтын анализаторлар оны бәрібір алады.</translation>
        </message>
        <message>
            <source>nobody: the analyser asks</source>
            <translation>ешқайда: анализатор өзі сұрайды</translation>
        </message>
        <message>
            <source>Ordered so far</source>
            <translation>Бұрын тапсырылғандар</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Қайта жіберу</translation>
        </message>
        <message>
            <source>Cancel the order</source>
            <translation>Тапсырыстың күшін жою</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Тапсыру</translation>
        </message>
    </context>
    <context>
        <name>OutboxScreen</name>
        <message>
            <source>Since</source>
            <translation>Қашаннан</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Не</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Күйі</translation>
        </message>
        <message>
            <source>What it waits for</source>
            <translation>Нені күтуде</translation>
        </message>
        <message>
            <source>Attempts</source>
            <translation>Әрекеттер</translation>
        </message>
        <message>
            <source>waits since {moment}</source>
            <translation>күтуде: {moment}</translation>
        </message>
        <message>
            <source>accepted {moment}</source>
            <translation>қабылданды: {moment}</translation>
        </message>
        <message>
            <source>next attempt {moment}</source>
            <translation>келесі әрекет: {moment}</translation>
        </message>
        <message>
            <source>event {number}</source>
            <translation>оқиға {number}</translation>
        </message>
        <message>
            <source>Correct what is named above: open the card, correct the visit and sign it; the correction is sent.</source>
            <translation>Жоғарыда аталғанды түзетіңіз: картаны ашып, қабылдауды түзетіп, қол қойыңыз; түзету жіберіледі.</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>әлі жоқ</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Жіберілген</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Жауап</translation>
        </message>
        <message>
            <source>It will be sent again</source>
            <translation>Қайта жіберіледі</translation>
        </message>
        <message>
            <source>What is sent, byte by byte</source>
            <translation>Жіберілетін байттар</translation>
        </message>
        <message>
            <source>Sent on {moment}</source>
            <translation>Жіберілді: {moment}</translation>
        </message>
        <message>
            <source>Answer of {moment}</source>
            <translation>Жауап: {moment}</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n күтуде</numerusform>
                <numerusform>%n күтуде</numerusform>
            </translation>
        </message>
        <message>
            <source>nothing waits</source>
            <translation>күтіп тұрған ештеңе жоқ</translation>
        </message>
        <message numerus="yes">
            <source>%n rejected</source>
            <translation>
                <numerusform>%n қабылданбады</numerusform>
                <numerusform>%n қабылданбады</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n held</source>
            <translation>
                <numerusform>%n ұсталды</numerusform>
                <numerusform>%n ұсталды</numerusform>
            </translation>
        </message>
        <message>
            <source>oldest since {moment}</source>
            <translation>ең ескісі: {moment}</translation>
        </message>
        <message>
            <source>last accepted {moment}</source>
            <translation>соңғы қабылданғаны: {moment}</translation>
        </message>
        <message>
            <source>nothing was accepted yet</source>
            <translation>әлі ештеңе қабылданбады</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Министрлікке жіберу</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Барлығы</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Күтуде</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Қабылданбаған</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>Ұсталған</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Қабылданған</translation>
        </message>
        <message>
            <source>Which rows are shown</source>
            <translation>Қай жолдар көрсетіледі</translation>
        </message>
        <message>
            <source>What is sent</source>
            <translation>Жіберілетіндер</translation>
        </message>
        <message>
            <source>Look at the bytes</source>
            <translation>Байттарды қарау</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Картаны ашу</translation>
        </message>
        <message>
            <source>Open the document</source>
            <translation>Құжатты ашу</translation>
        </message>
        <message>
            <source>Send again as it is</source>
            <translation>Сол күйінде қайта жіберу</translation>
        </message>
        <message>
            <source>Nothing here</source>
            <translation>Мұнда ештеңе жоқ</translation>
        </message>
        <message>
            <source>Each signed document leaves its event here; it goes when sending is on and a network is there.</source>
            <translation>Әр қол қойылған құжаттың оқиғасы осында түседі; жіберу қосулы әрі желі бар кезде кетеді.</translation>
        </message>
    </context>
    <context>
        <name>OwnerPage</name>
        <message>
            <source>As in the identity document.</source>
            <translation>Жеке басты куәландыратын құжаттағыдай.</translation>
        </message>
        <message>
            <source>The IIN is needed: the signature key must have the same.</source>
            <translation>ЖСН керек: қолтаңба кілтінде де сол болуы тиіс.</translation>
        </message>
        <message>
            <source>One word, as you will type it every day.</source>
            <translation>Бір сөз: оны күн сайын теретін боласыз.</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Сіз</translation>
        </message>
        <message>
            <source>The owner of the record: has all rights and adds other users.</source>
            <translation>Жазбаның иесі: барлық құқығы бар, басқа пайдаланушыларды қосады.</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Тегі</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Аты</translation>
        </message>
        <message>
            <source>Patronymic, if any</source>
            <translation>Әкесінің аты (болса)</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ЖСН</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Лауазымы</translation>
        </message>
        <message>
            <source>For example: ultrasound doctor</source>
            <translation>Мысалы: УДЗ дәрігері</translation>
        </message>
        <message>
            <source>User name for logging in</source>
            <translation>Кіруге арналған пайдаланушы аты</translation>
        </message>
        <message>
            <source>Capital and small letters are the same.</source>
            <translation>Бас және кіші әріптер бірдей.</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Search or command</source>
            <translation>Іздеу немесе пәрмен</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Табылды</translation>
        </message>
        <message>
            <source>Nothing found. A part of the surname, the IIN or the phone is enough.</source>
            <translation>Ештеңе табылмады. Тегінің бір бөлігі, ЖСН немесе телефон жеткілікті.</translation>
        </message>
        <message>
            <source>↑ ↓ choose · Enter opens · Esc closes</source>
            <translation>↑ ↓ таңдау · Enter ашу · Esc жабу</translation>
        </message>
        <message>
            <source>IIN {number}</source>
            <translation>ЖСН {number}</translation>
        </message>
    </context>
    <context>
        <name>PartSheet</name>
        <message>
            <source>A part of the record</source>
            <translation>Жазбаның бөлігі</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Мәтін</translation>
        </message>
        <message>
            <source>It is signed from the list, by you</source>
            <translation>Оған тізімнен өзіңіз қол қоясыз</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Keep the text</source>
            <translation>Мәтінді сақтау</translation>
        </message>
    </context>
    <context>
        <name>PasswordPage</name>
        <message>
            <source>Not all rules are met yet.</source>
            <translation>Әлі барлық ереже орындалған жоқ.</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>Екі құпиясөз бірдей емес.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Құпиясөз</translation>
        </message>
        <message>
            <source>It encrypts the whole record. Nobody can tell it to you later, so a recovery sheet comes next.</source>
            <translation>Ол бүкіл жазбаны шифрлайды. Кейін оны сізге ешкім айтып бере алмайды, сондықтан келесі қадам — қалпына келтіру парағы.</translation>
        </message>
        <message>
            <source>Password again</source>
            <translation>Құпиясөзді қайталаңыз</translation>
        </message>
        <message>
            <source>Keyboard: {layout}</source>
            <translation>Пернетақта: {layout}</translation>
        </message>
        <message>
            <source>Caps Lock is on · {layout}</source>
            <translation>Caps Lock қосулы · {layout}</translation>
        </message>
    </context>
    <context>
        <name>PatientChooser</name>
        <message>
            <source>Nobody found. A new patient is entered with Ctrl+Shift+N.</source>
            <translation>Ешкім табылмады. Жаңа пациент Ctrl+Shift+N арқылы енгізіледі.</translation>
        </message>
        <message>
            <source>Name, IIN or phone</source>
            <translation>Аты-жөні, ЖСН немесе телефон</translation>
        </message>
        <message>
            <source>Found patients</source>
            <translation>Табылған пациенттер</translation>
        </message>
    </context>
    <context>
        <name>PatientForm</name>
        <message>
            <source>the IIN says {date}</source>
            <translation>ЖСН бойынша {date}</translation>
        </message>
        <message>
            <source>suggested by the IIN</source>
            <translation>ЖСН ұсынған</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Туған күні</translation>
        </message>
        <message>
            <source>Open this card</source>
            <translation>Осы картаны ашу</translation>
        </message>
        <message>
            <source>A surname or the only name is needed.</source>
            <translation>Тегі немесе жалғыз аты керек.</translation>
        </message>
        <message>
            <source>There is no such day.</source>
            <translation>Мұндай күн жоқ.</translation>
        </message>
        <message>
            <source>Edit patient</source>
            <translation>Пациентті өңдеу</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>Жаңа пациент</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Тегі</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Аты</translation>
        </message>
        <message>
            <source>Patronymic</source>
            <translation>Әкесінің аты</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ЖСН</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Жынысы</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Second phone</source>
            <translation>Екінші телефон</translation>
        </message>
        <message>
            <source>Citizenship</source>
            <translation>Азаматтығы</translation>
        </message>
        <message>
            <source>Document in place of the IIN</source>
            <translation>ЖСН орнына құжат</translation>
        </message>
        <message>
            <source>Document number</source>
            <translation>Құжат нөмірі</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>Relative or representative</source>
            <translation>Туысы немесе өкілі</translation>
        </message>
        <message>
            <source>Who it is to the patient</source>
            <translation>Пациентке кім болады</translation>
        </message>
        <message>
            <source>Their phone</source>
            <translation>Оның телефоны</translation>
        </message>
        <message>
            <source>Note for the registry</source>
            <translation>Тізілімге ескертпе</translation>
        </message>
        <message>
            <source>Allergies</source>
            <translation>Аллергия</translation>
        </message>
        <message>
            <source>with commas; reaction in brackets</source>
            <translation>үтірмен; реакциясы жақшада</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Ескертулер</translation>
        </message>
        <message>
            <source>with commas: pacemaker, pregnancy</source>
            <translation>үтірмен: кардиостимулятор, жүктілік</translation>
        </message>
        <message>
            <source>This is the legal representative</source>
            <translation>Бұл — заңды өкіл</translation>
        </message>
        <message>
            <source>Consent to keep personal data is given</source>
            <translation>Дербес деректерді сақтауға келісім берілді</translation>
        </message>
        <message>
            <source>Perhaps this patient is already registered</source>
            <translation>Бұл пациент тіркелген болуы мүмкін</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сақтау</translation>
        </message>
        <message>
            <source>Save and open the card</source>
            <translation>Сақтап, картаны ашу</translation>
        </message>
    </context>
    <context>
        <name>PatientsScreen</name>
        <message>
            <source>Patient {name} is registered</source>
            <translation>Пациент тіркелді: {name}</translation>
        </message>
        <message>
            <source>Patients you worked with last</source>
            <translation>Соңғы жұмыс істеген пациенттер</translation>
        </message>
        <message numerus="yes">
            <source>More than %n found: type more</source>
            <translation>
                <numerusform>%n-ден көп табылды: толығырақ теріңіз</numerusform>
                <numerusform>%n-ден көп табылды: толығырақ теріңіз</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n табылды</numerusform>
                <numerusform>%n табылды</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody found</source>
            <translation>Ешкім табылмады</translation>
        </message>
        <message>
            <source>Part of the name is enough, in Kazakh or Russian letters; an IIN or a phone works too.</source>
            <translation>Аты-жөннің бөлігі жеткілікті, қазақ не орыс әріптерімен; ЖСН мен телефон да жарайды.</translation>
        </message>
        <message>
            <source>No patients yet</source>
            <translation>Әлі пациент жоқ</translation>
        </message>
        <message>
            <source>Register the first one: with the IIN it takes half a minute.</source>
            <translation>Біріншісін тіркеңіз: ЖСН бойынша жарты минут.</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Пациенттер</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>Жаңа пациент</translation>
        </message>
        <message>
            <source>Name, IIN or phone</source>
            <translation>Аты-жөні, ЖСН немесе телефон</translation>
        </message>
        <message>
            <source>Find a patient by name, IIN or phone</source>
            <translation>Пациентті аты-жөні, ЖСН не телефоны бойынша іздеу</translation>
        </message>
        <message>
            <source>Found patients</source>
            <translation>Табылған пациенттер</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Аты-жөні</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Туған күні</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Жынысы</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ЖСН</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Day</source>
            <translation>Күн</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Пациенттер</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Кіріс</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Құжаттар</translation>
        </message>
        <message>
            <source>To sign</source>
            <translation>Қол қоюға</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Құрылғылар</translation>
        </message>
        <message>
            <source>Reports</source>
            <translation>Есептер</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Баптаулар</translation>
        </message>
        <message>
            <source>Patient card</source>
            <translation>Пациент картасы</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Қабылдау</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Суреттер</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Нәтиже</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Құжат</translation>
        </message>
        <message>
            <source>Check a signed file</source>
            <translation>Қол қойылған файлды тексеру</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Жіберу кезегі</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Құрылғы</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Құрылғыны қосу</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Байланыс журналы</translation>
        </message>
        <message>
            <source>Outbound addresses</source>
            <translation>Шығыс мекенжайлары</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>Журнал</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS</source>
            <translation>ЭЦҚ-мен сәтсіз әрекеттер</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Экспорт</translation>
        </message>
    </context>
    <context>
        <name>PolicyList</name>
        <message>
            <source>At least {count} characters; a sentence is easiest to remember</source>
            <translation>Кемінде {count} таңба; сөйлемді есте сақтау оңай</translation>
        </message>
        <message>
            <source>Capital and small letters, digits or signs: three kinds; or {count} characters</source>
            <translation>Бас әріп, кіші әріп, цифр, белгі: үш түрі; немесе {count} таңба</translation>
        </message>
        <message>
            <source>No name, login or IIN in it</source>
            <translation>Ішінде аты-жөні, пайдаланушы аты, ЖСН жоқ</translation>
        </message>
        <message>
            <source>Not one of the passwords that are tried first</source>
            <translation>Бірінші тексерілетін құпиясөздердің бірі емес</translation>
        </message>
    </context>
    <context>
        <name>PracticePage</name>
        <message>
            <source>Give the name as it shall stand on documents.</source>
            <translation>Атауын құжаттарда тұратындай етіп жазыңыз.</translation>
        </message>
        <message>
            <source>The number is needed: it stands on every document.</source>
            <translation>Нөмір керек: ол әр құжатта тұрады.</translation>
        </message>
        <message>
            <source>Your practice</source>
            <translation>Сіздің практикаңыз</translation>
        </message>
        <message>
            <source>This stands at the head of documents; it can be changed in the settings.</source>
            <translation>Бұл құжаттардың басында тұрады.</translation>
        </message>
        <message>
            <source>Private practice (IIN)</source>
            <translation>Жеке практика (ЖСН)</translation>
        </message>
        <message>
            <source>Organisation (BIN)</source>
            <translation>Ұйым (БСН)</translation>
        </message>
        <message>
            <source>Name of the practice</source>
            <translation>Практиканың атауы</translation>
        </message>
        <message>
            <source>BIN of the organisation</source>
            <translation>Ұйымның БСН-і</translation>
        </message>
        <message>
            <source>IIN of the practitioner</source>
            <translation>Практика иесінің ЖСН-і</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Licence, number and date</source>
            <translation>Лицензия нөмірі мен күні</translation>
        </message>
        <message>
            <source>May be added later.</source>
            <translation>Кейін толтыруға болады.</translation>
        </message>
    </context>
    <context>
        <name>PracticeSection</name>
        <message>
            <source>Practice</source>
            <translation>Практика</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Атауы</translation>
        </message>
        <message>
            <source>IIN or BIN</source>
            <translation>ЖСН немесе БСН</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжайы</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефоны</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Лицензиясы</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Өзгерту…</translation>
        </message>
    </context>
    <context>
        <name>PracticeSheet</name>
        <message>
            <source>What stands at the head of documents</source>
            <translation>Құжаттардың басында не тұрады</translation>
        </message>
        <message>
            <source>Name of the practice</source>
            <translation>Практиканың атауы</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжайы</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефоны</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Лицензиясы</translation>
        </message>
        <message>
            <source>Number and date.</source>
            <translation>Нөмірі мен күні.</translation>
        </message>
        <message>
            <source>Documents signed before keep what stood there on their day.</source>
            <translation>Бұрын қол қойылған құжаттарда сол күні тұрған жазу қалады.</translation>
        </message>
        <message>
            <source>Give the name as it shall stand on documents.</source>
            <translation>Атауды құжаттарда тұратындай етіп жазыңыз.</translation>
        </message>
        <message>
            <source>Documents from now on say so.</source>
            <translation>Енді құжаттарда осылай жазылады.</translation>
        </message>
    </context>
    <context>
        <name>PrescriptionList</name>
        <message>
            <source>Change</source>
            <translation>Өзгерту</translation>
        </message>
        <message>
            <source>Change {medicine}</source>
            <translation>Өзгерту: {medicine}</translation>
        </message>
        <message>
            <source>Remove {medicine}</source>
            <translation>Алып тастау: {medicine}</translation>
        </message>
        <message>
            <source>Medicine: international or trade name (Ctrl+R)</source>
            <translation>Дәрі: халықаралық немесе сауда атауы (Ctrl+R)</translation>
        </message>
        <message>
            <source>Prescribed before</source>
            <translation>Бұрын тағайындалған</translation>
        </message>
        <message>
            <source>As in the previous visit</source>
            <translation>Алдыңғы қабылдаудағыдай</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Cancel</source>
            <translation>Болдырмау</translation>
        </message>
    </context>
    <context>
        <name>ReachPage</name>
        <message>
            <source>Serial port</source>
            <translation>Тізбекті порт</translation>
        </message>
        <message>
            <source>No port was found: plug the cable or its adapter in.</source>
            <translation>Порт табылмады: кабельді немесе оның адаптерін жалғаңыз.</translation>
        </message>
        <message>
            <source>The folder with the results</source>
            <translation>Нәтижелер қалтасы</translation>
        </message>
        <message>
            <source>This is needed.</source>
            <translation>Бұл керек.</translation>
        </message>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>1-ден 65535-ке дейінгі сан.</translation>
        </message>
        <message>
            <source>There is no such folder.</source>
            <translation>Мұндай қалта жоқ.</translation>
        </message>
        <message>
            <source>Where does the device wait?</source>
            <translation>Құрылғы қайда күтіп тұр?</translation>
        </message>
        <message>
            <source>The program connects by itself, and again whenever the connection is lost.</source>
            <translation>Бағдарлама өзі қосылады, байланыс үзілсе — қайтадан қосылады.</translation>
        </message>
        <message>
            <source>Which cable, and how fast?</source>
            <translation>Қай кабель, жылдамдығы қандай?</translation>
        </message>
        <message>
            <source>The values stand in the device's menu (Communication, Host, RS-232). Usual: 9600, 8 bits, no parity.</source>
            <translation>Мәндер құрылғы мәзірінде (Communication, Host, RS-232). Әдетте: 9600, 8 бит, жұптықсыз.</translation>
        </message>
        <message>
            <source>Which folder?</source>
            <translation>Қай қалта?</translation>
        </message>
        <message>
            <source>Files are read once they are whole and then moved into a dated folder beside; nothing is deleted.</source>
            <translation>Файлдар толық болғанда оқылады, кейін жанындағы күні жазылған қалтаға көшіріледі; ештеңе жойылмайды.</translation>
        </message>
        <message>
            <source>Address or name</source>
            <translation>Мекенжайы немесе атауы</translation>
        </message>
        <message>
            <source>For example 192.168.0.30.</source>
            <translation>Мысалы, 192.168.0.30.</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Порт</translation>
        </message>
        <message>
            <source>Speed (baud)</source>
            <translation>Жылдамдық (бод)</translation>
        </message>
        <message>
            <source>Bits and parity</source>
            <translation>Биттер мен жұптық</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Қалта</translation>
        </message>
        <message>
            <source>On this computer or a share of the network.</source>
            <translation>Осы компьютерде немесе желідегі ортақ қалта.</translation>
        </message>
        <message>
            <source>Which files</source>
            <translation>Қай файлдар</translation>
        </message>
        <message>
            <source>* is every file.</source>
            <translation>* — барлық файл.</translation>
        </message>
        <message>
            <source>How to read them</source>
            <translation>Қалай оқу керек</translation>
        </message>
        <message>
            <source>Choose only where files of the device are not recognised.</source>
            <translation>Құрылғы файлдары танылмаса ғана таңдаңыз.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Тілі</translation>
        </message>
        <message>
            <source>As the device's menu names it.</source>
            <translation>Құрылғы мәзірінде қалай аталса.</translation>
        </message>
        <message>
            <source>Hardware handshake (RTS/CTS)</source>
            <translation>Аппараттық келісу (RTS/CTS)</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Таңдау…</translation>
        </message>
        <message>
            <source>Try the connection</source>
            <translation>Байланысты тексеру</translation>
        </message>
    </context>
    <context>
        <name>ReadingLine</name>
        <message>
            <source>Type readings: pressure, glucose, weight …</source>
            <translation>Көрсеткіштерді жазу: қысым, қант, салмақ …</translation>
        </message>
        <message>
            <source>Take a file of results into the card</source>
            <translation>Нәтижелер файлын картаға енгізу</translation>
        </message>
        <message>
            <source>Kept: {values}</source>
            <translation>Сақталды: {values}</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s) are in the card</source>
            <translation>
                <numerusform>%n мән картаға енгізілді</numerusform>
                <numerusform>%n мән картаға енгізілді</numerusform>
            </translation>
        </message>
        <message>
            <source>Write as you say it: 120/80 72 · glucose 5.6 · weight 82.5 · yesterday 8:00</source>
            <translation>Айтқандай жазыңыз: 120/80 72 · қант 5,6 · салмақ 82,5 · кеше 8:00</translation>
        </message>
        <message>
            <source>is that right?</source>
            <translation>дұрыс па?</translation>
        </message>
        <message>
            <source>{moment}: has not come yet</source>
            <translation>{moment}: бұл уақыт әлі келген жоқ</translation>
        </message>
        <message>
            <source>not understood: {words}</source>
            <translation>түсініксіз: {words}</translation>
        </message>
        <message>
            <source>Enter once more keeps it so</source>
            <translation>Enter тағы бір басылса, осылай сақталады</translation>
        </message>
        <message>
            <source>Readings, e.g. 120/80 72</source>
            <translation>Көрсеткіштер, мысалы 120/80 72</translation>
        </message>
        <message>
            <source>Readings in one line</source>
            <translation>Көрсеткіштер бір жолда</translation>
        </message>
        <message>
            <source>measured here</source>
            <translation>осында өлшенді</translation>
        </message>
        <message>
            <source>by the patient at home</source>
            <translation>үйде, пациенттің өзі</translation>
        </message>
        <message>
            <source>Who measured</source>
            <translation>Кім өлшеді</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Сақтау</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>Файлдан</translation>
        </message>
    </context>
    <context>
        <name>ReasonSheet</name>
        <message>
            <source>A reason is needed: it stays in the record.</source>
            <translation>Себебі керек: ол жазбада қалады.</translation>
        </message>
        <message>
            <source>Correct the visit of {day}</source>
            <translation>Қабылдауды түзету: {day}</translation>
        </message>
        <message>
            <source>The signed document stays as it is; the corrected one will be a new version that names it.</source>
            <translation>Қол қойылған құжат сол күйінде қалады; түзетілгені оған сілтейтін жаңа нұсқа болады.</translation>
        </message>
        <message>
            <source>Open for correction</source>
            <translation>Түзету үшін ашу</translation>
        </message>
        <message>
            <source>Withdraw the visit of {day}</source>
            <translation>Қабылдауды кері алу: {day}</translation>
        </message>
        <message>
            <source>Every byte stays in the record; the visit is marked as withdrawn.</source>
            <translation>Барлық байт жазбада қалады; қабылдау кері алынған деп белгіленеді.</translation>
        </message>
        <message>
            <source>The withdrawal is a signed version of its own, so it is signed next.</source>
            <translation>Қайтарып алу — қол қойылатын жеке нұсқа, сондықтан енді оған қол қойылады.</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Кері алу</translation>
        </message>
        <message>
            <source>Go on to signing</source>
            <translation>Қол қоюға өту</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Себебі</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
    </context>
    <context>
        <name>ReceiverSheet</name>
        <message>
            <source>Where devices reach us</source>
            <translation>Құрылғылар бізге қайда жібереді</translation>
        </message>
        <message>
            <source>Listen on</source>
            <translation>Қай желіні тыңдау</translation>
        </message>
        <message>
            <source>Every network, unless the computer has several.</source>
            <translation>Желі біреу болса, барлығын қалдырыңыз.</translation>
        </message>
        <message>
            <source>AE title</source>
            <translation>AE title</translation>
        </message>
        <message>
            <source>How devices call us.</source>
            <translation>Құрылғылар бізді осылай атайды.</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>DICOM порты</translation>
        </message>
        <message>
            <source>Images and ECG.</source>
            <translation>Суреттер мен ЭКГ.</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>HL7 порты</translation>
        </message>
        <message>
            <source>Analysers and monitors.</source>
            <translation>Анализаторлар мен мониторлар.</translation>
        </message>
        <message>
            <source>Empty: closed. Usual: {port}.</source>
            <translation>Бос болса — жабық. Әдетте: {port}.</translation>
        </message>
        <message>
            <source>ASTM port</source>
            <translation>ASTM порты</translation>
        </message>
        <message>
            <source>Encrypted DICOM port (TLS)</source>
            <translation>Шифрланған DICOM порты (TLS)</translation>
        </message>
        <message>
            <source>Save the certificate…</source>
            <translation>Сертификатты сақтау…</translation>
        </message>
        <message>
            <source>Over TLS, only devices whose certificate we have</source>
            <translation>TLS арқылы — сертификаты бізде бар құрылғылар ғана</translation>
        </message>
        <message>
            <source>Take certificates of devices…</source>
            <translation>Құрылғылар сертификаттарын алу…</translation>
        </message>
        <message>
            <source>Enter the new values at every device too: with the old ones it reaches nobody. While the receiver starts again, devices keep what they could not send.</source>
            <translation>Жаңа мәндерді әр құрылғыға да енгізіңіз: ескі мәндермен ол ешкімге жетпейді. Қабылдағыш қайта іске қосылғанша құрылғылар жібере алмағанын өздерінде сақтайды.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Өзгерту</translation>
        </message>
        <message>
            <source>At most 16 Latin capitals, digits, - or _.</source>
            <translation>16-ға дейін латын бас әріптері, цифрлар, - немесе _.</translation>
        </message>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>1-ден 65535-ке дейінгі сан.</translation>
        </message>
        <message>
            <source>The two ports must differ.</source>
            <translation>Екі порт әртүрлі болуы керек.</translation>
        </message>
        <message>
            <source>Every port must be another.</source>
            <translation>Порттар әртүрлі болуы керек.</translation>
        </message>
        <message>
            <source>The receiver starts again with the new values. Enter them at devices.</source>
            <translation>Қабылдағыш жаңа мәндермен қайта іске қосылады. Оларды құрылғыларға енгізіңіз.</translation>
        </message>
        <message>
            <source>Nothing was changed: the receiver goes on with the old values.</source>
            <translation>Ештеңе өзгерген жоқ: қабылдағыш ескі мәндермен жұмыс істеп тұр.</translation>
        </message>
        <message>
            <source>Certificate of the encrypted port, SHA-256: {fingerprint}; valid until {day}.</source>
            <translation>Шифрланған порттың сертификаты, SHA-256: {fingerprint}; {day} дейін жарамды.</translation>
        </message>
        <message>
            <source>Save the certificate</source>
            <translation>Сертификатты сақтау</translation>
        </message>
        <message>
            <source>Certificates of devices</source>
            <translation>Құрылғылар сертификаттары</translation>
        </message>
        <message numerus="yes">
            <source>%n certificate(s) of devices taken</source>
            <translation>
                <numerusform>Құрылғылардың %n сертификаты алынды</numerusform>
                <numerusform>Құрылғылардың %n сертификаты алынды</numerusform>
            </translation>
        </message>
        <message>
            <source>every network of this computer</source>
            <translation>осы компьютердің барлық желісі</translation>
        </message>
        <message>
            <source>this computer only</source>
            <translation>тек осы компьютер</translation>
        </message>
    </context>
    <context>
        <name>RecordSheet</name>
        <message>
            <source>As the device sent it</source>
            <translation>Құрылғы жібергендей</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Мәтін</translation>
        </message>
        <message>
            <source>Hexadecimal</source>
            <translation>Он алтылық</translation>
        </message>
        <message>
            <source>Letters:</source>
            <translation>Әріптері:</translation>
        </message>
        <message>
            <source>Character set of the text</source>
            <translation>Мәтіннің кодтамасы</translation>
        </message>
        <message>
            <source>{size}, kept exactly as it is. Looking at it is in the journal.</source>
            <translation>{size}, дәл өзіндей сақталған. Қарағаныңыз журналда.</translation>
        </message>
        <message>
            <source>Recognised letters: {name}.</source>
            <translation>Танылған кодтама: {name}.</translation>
        </message>
        <message>
            <source>The beginning is shown.</source>
            <translation>Басы көрсетілген.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Read again by these letters</source>
            <translation>Осы әріптермен қайта оқу</translation>
        </message>
    </context>
    <context>
        <name>RecoveryPage</name>
        <message>
            <source>Recovery by the printed sheet</source>
            <translation>Басылған парақпен қалпына келтіру</translation>
        </message>
        <message>
            <source>The key opens the record. You get a new password and a new one-time code; the old ones end.</source>
            <translation>Кілт жазбаны ашады. Жаңа құпиясөз бен жаңа бір реттік код аласыз; ескілері жарамсыз болады.</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Пайдаланушы</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Қалпына келтіру кілті</translation>
        </message>
        <message>
            <source>33 letters and digits; the keyboard layout does not matter.</source>
            <translation>33 әріп пен цифр; пернетақта тілі маңызды емес.</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Жаңа құпиясөз</translation>
        </message>
        <message>
            <source>New password again</source>
            <translation>Жаңа құпиясөзді қайталаңыз</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>Жазбаны ашу</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Әрі қарай</translation>
        </message>
        <message>
            <source>Type your user name.</source>
            <translation>Пайдаланушы атын теріңіз.</translation>
        </message>
        <message>
            <source>The key on the sheet has 33 letters and digits.</source>
            <translation>Парақтағы кілт 33 әріп пен цифрдан тұрады.</translation>
        </message>
        <message>
            <source>Not all rules are met yet.</source>
            <translation>Әлі барлық ереже орындалған жоқ.</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>Екі құпиясөз бірдей емес.</translation>
        </message>
    </context>
    <context>
        <name>RecoverySheetPage</name>
        <message>
            <source>Not as on the sheet.</source>
            <translation>Парақтағыдай емес.</translation>
        </message>
        <message>
            <source>Sent to the printer. Check the paper before you go on.</source>
            <translation>Принтерге жіберілді. Әрі қарай жалғастырмас бұрын қағазды тексеріңіз.</translation>
        </message>
        <message>
            <source>Recovery sheet</source>
            <translation>Қалпына келтіру парағы</translation>
        </message>
        <message>
            <source>Print it and keep it with your passport. It opens the record when the password or the phone is lost.</source>
            <translation>Оны басып шығарып, төлқұжатпен бірге сақтаңыз. Құпиясөз немесе телефон жоғалса, жазбаны осы парақ ашады.</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Басып шығару…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>PDF сақтау…</translation>
        </message>
        <message>
            <source>Type these groups from the paper. The keyboard layout does not matter.</source>
            <translation>Мына топтарды қағаздан теріңіз. Пернетақта тілі маңызды емес.</translation>
        </message>
        <message>
            <source>Group {number}</source>
            <translation>{number}-топ</translation>
        </message>
        <message>
            <source>Shipager: recovery sheet</source>
            <translation>Шипагер: қалпына келтіру парағы</translation>
        </message>
        <message>
            <source>User: {login}</source>
            <translation>Пайдаланушы: {login}</translation>
        </message>
        <message>
            <source>This key opens the record of the practice without the password. Who holds it can read everything: keep it locked away, apart from the computer.</source>
            <translation>Бұл кілт практиканың жазбасын құпиясөзсіз ашады. Кілт кімде болса, сол бәрін оқи алады: оны компьютерден бөлек, құлыптаулы жерде сақтаңыз.</translation>
        </message>
        <message>
            <source>How to use it: in the login window choose “Recovery sheet” and type the key.</source>
            <translation>Қолдану: кіру терезесінде «Қалпына келтіру парағы» дегенді таңдап, кілтті теріңіз.</translation>
        </message>
        <message>
            <source>Made on {day}</source>
            <translation>Жасалған күні: {day}</translation>
        </message>
        <message>
            <source>Saved: {path}. Print it, then delete the file.</source>
            <translation>Сақталды: {path}. Басып шығарып, файлды жойыңыз.</translation>
        </message>
        <message>
            <source>Where shall the recovery sheet be saved?</source>
            <translation>Қалпына келтіру парағын қайда сақтаймыз?</translation>
        </message>
        <message>
            <source>recovery-sheet.pdf</source>
            <translation>қалпына-келтіру-парағы.pdf</translation>
        </message>
    </context>
    <context>
        <name>ReportCard</name>
        <message>
            <source>Less</source>
            <translation>Жасыру</translation>
        </message>
        <message>
            <source>All checks ({count} in order)</source>
            <translation>Барлық тексеру ({count} дұрыс)</translation>
        </message>
        <message>
            <source>I have looked at it…</source>
            <translation>Қарап шықтым…</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Қазір көру</translation>
        </message>
        <message>
            <source>Signer unknown</source>
            <translation>Қол қоюшы белгісіз</translation>
        </message>
        <message>
            <source>BIN {number}</source>
            <translation>БСН {number}</translation>
        </message>
        <message>
            <source>part: {title}</source>
            <translation>бөлік: {title}</translation>
        </message>
        <message>
            <source>none yet: nobody else vouches for the time</source>
            <translation>әзірге жоқ: уақытты ешкім растамаған</translation>
        </message>
        <message>
            <source>{confirmed} confirmed, {claimed} claimed</source>
            <translation>расталғаны {confirmed}, мәлімделгені {claimed}</translation>
        </message>
        <message>
            <source>Signed, by the signer's own clock</source>
            <translation>Қол қойылды, қол қоюшының өз сағаты бойынша</translation>
        </message>
        <message>
            <source>Time stamp, by the authority's clock</source>
            <translation>Уақыт белгісі, қызметтің сағаты бойынша</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>Деңгейі</translation>
        </message>
        <message>
            <source>The time stamp is added by itself as soon as it can be had.</source>
            <translation>Уақыт белгісі мүмкін болған сәтте өзі қосылады.</translation>
        </message>
        <message>
            <source>Evidence about revocation is added by itself as soon as it comes.</source>
            <translation>Қайтарылмағаны туралы дәлел келген сәтте өзі қосылады.</translation>
        </message>
        <message>
            <source>The evidence came more than five minutes after the time stamp.</source>
            <translation>Дәлел уақыт белгісінен бес минуттан кеш келді.</translation>
        </message>
        <message>
            <source>Archived; the proof is renewed by itself by {date}.</source>
            <translation>Мұрағатталған; дәлел {date} дейін өзі жаңартылады.</translation>
        </message>
        <message>
            <source>Last looked at: {moment}</source>
            <translation>Соңғы тексерілген уақыты: {moment}</translation>
        </message>
        <message>
            <source>This part was changed after it was signed.</source>
            <translation>Бұл бөлік қол қойылғаннан кейін өзгертілген.</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Сертификат</translation>
        </message>
        <message>
            <source>Term of the certificate</source>
            <translation>Сертификат мерзімі</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Берген</translation>
        </message>
        <message>
            <source>Trusted authority</source>
            <translation>Сенімді орталық</translation>
        </message>
        <message>
            <source>Judged for the moment</source>
            <translation>Бағаланған сәт</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Ережелер</translation>
        </message>
    </context>
    <context>
        <name>ReportsScreen</name>
        <message>
            <source>Reports</source>
            <translation>Есептер</translation>
        </message>
        <message>
            <source>No reports yet</source>
            <translation>Әлі есеп жоқ</translation>
        </message>
        <message>
            <source>What can be taken along today: everything in open formats, and a backup.</source>
            <translation>Бүгін алып кетуге болатыны: барлығы ашық пішімдерде және резервтік көшірме.</translation>
        </message>
        <message>
            <source>Export and backup</source>
            <translation>Экспорт және резервтік көшірме</translation>
        </message>
        <message>
            <source>Journal of actions</source>
            <translation>Әрекеттер журналы</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS</source>
            <translation>ЭЦҚ-мен сәтсіз әрекеттер</translation>
        </message>
    </context>
    <context>
        <name>ResultScreen</name>
        <message>
            <source>Indicator</source>
            <translation>Көрсеткіш</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Мәні</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Бірлігі</translation>
        </message>
        <message>
            <source>Normal range</source>
            <translation>Қалыпты шегі</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>Белгі</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Алдыңғы</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Өзгеріс</translation>
        </message>
        <message>
            <source>Cite the result in the note</source>
            <translation>Нәтижені жазбада келтіру</translation>
        </message>
        <message>
            <source>Move the result to another patient</source>
            <translation>Нәтижені басқа пациентке ауыстыру</translation>
        </message>
        <message>
            <source>It was read again by these letters</source>
            <translation>Осы әріптермен қайта оқылды</translation>
        </message>
        <message>
            <source>Document in the result</source>
            <translation>Нәтижедегі құжат</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Нәтижелер</translation>
        </message>
        <message>
            <source>Waits in the inbox: {why}</source>
            <translation>Кіріс тізімінде: {why}</translation>
        </message>
        <message>
            <source>Open the document</source>
            <translation>Құжатты ашу</translation>
        </message>
        <message>
            <source>Original message</source>
            <translation>Бастапқы хабар</translation>
        </message>
        <message>
            <source>Cite in the note</source>
            <translation>Жазбада келтіру</translation>
        </message>
        <message>
            <source>Move…</source>
            <translation>Ауыстыру…</translation>
        </message>
        <message>
            <source>Values of the result</source>
            <translation>Нәтиженің мәндері</translation>
        </message>
    </context>
    <context>
        <name>ReviewSheet</name>
        <message>
            <source>Write what you found: it stays in the journal.</source>
            <translation>Не тапқаныңызды жазыңыз: ол журналда қалады.</translation>
        </message>
        <message>
            <source>Signature looked at</source>
            <translation>Қолтаңба қаралды</translation>
        </message>
        <message>
            <source>Nothing of the document or its signature is changed. Where it does not hold, correct or withdraw the visit; from a damaged disk restore the backup.</source>
            <translation>Құжат пен қолтаңбада ештеңе өзгермейді. Жарамсыз болса, қабылдауды түзетіңіз немесе қайтарып алыңыз; диск бүлінсе, көшірмеден қалпына келтіріңіз.</translation>
        </message>
        <message>
            <source>What you found</source>
            <translation>Не таптыңыз</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Put to rest</source>
            <translation>Қаралды деп белгілеу</translation>
        </message>
    </context>
    <context>
        <name>RevocationSheet</name>
        <message>
            <source>Revoked certificates</source>
            <translation>Кері қайтарылған сертификаттар</translation>
        </message>
        <message>
            <source>Right after the time stamp the authority is asked whether the certificates were revoked; its answer is kept with the signature, which is complete from then on. It is told serial numbers, nothing else.</source>
            <translation>Уақыт белгісінен кейін бірден куәландырушы орталықтан сертификаттардың кері қайтарылған-қайтарылмағаны сұралады; жауабы қолтаңбамен бірге сақталады, сол сәттен қолтаңба толық болады. Оған тек сериялық нөмірлер айтылады.</translation>
        </message>
        <message>
            <source>Ask about revocation</source>
            <translation>Кері қайтаруды сұрау</translation>
        </message>
        <message>
            <source>Empty: the address that belongs to the certification authority.</source>
            <translation>Бос болса — куәландырушы орталықтың өз мекенжайы.</translation>
        </message>
        <message>
            <source>A practice marked TEST asks only this computer.</source>
            <translation>ТЕСТ белгісі бар практика тек осы компьютерден сұрайды.</translation>
        </message>
        <message>
            <source>Answers about one certificate (OCSP)</source>
            <translation>Бір сертификат туралы жауаптар (OCSP)</translation>
        </message>
        <message>
            <source>List of revoked certificates (CRL)</source>
            <translation>Кері қайтарылған сертификаттар тізімі (CRL)</translation>
        </message>
        <message>
            <source>Asked where OCSP cannot be reached. Empty: none.</source>
            <translation>OCSP қолжетімсіз болғанда сұралады. Бос болса — сұралмайды.</translation>
        </message>
        <message>
            <source>Changes since that list (delta CRL)</source>
            <translation>Сол тізімнен бергі өзгерістер (delta CRL)</translation>
        </message>
        <message>
            <source>Empty: none.</source>
            <translation>Бос болса — жоқ.</translation>
        </message>
        <message>
            <source>Signatures are completed with answers about revocation.</source>
            <translation>Қолтаңбалар кері қайтару туралы жауаптармен толықтырылады.</translation>
        </message>
        <message>
            <source>Nobody is asked about revocation.</source>
            <translation>Кері қайтару туралы ешкімнен сұралмайды.</translation>
        </message>
    </context>
    <context>
        <name>SaveTemplateSheet</name>
        <message>
            <source>The text names this patient. Take that out of the note first, or leave the row out.</source>
            <translation>Мәтінде осы пациенттің аты бар. Алдымен оны жазбадан алып тастаңыз немесе бұл жолды қоспаңыз.</translation>
        </message>
        <message>
            <source>Save this note as a template</source>
            <translation>Жазбаны үлгі етіп сақтау</translation>
        </message>
        <message>
            <source>Name of the template</source>
            <translation>Үлгінің атауы</translation>
        </message>
        <message>
            <source>Rows that it keeps</source>
            <translation>Үлгіде қалатын жолдар</translation>
        </message>
        <message>
            <source>For every doctor of this practice</source>
            <translation>Практиканың барлық дәрігеріне</translation>
        </message>
        <message>
            <source>Indicators, diagnoses and the prescription are not kept. Write ___ or words in braces for a gap.</source>
            <translation>Көрсеткіштер, диагноздар және тағайындалған дәрілер үлгіге кірмейді. Бос орын үшін ___ немесе {жақша ішінде сөз} жазыңыз.</translation>
        </message>
        <message>
            <source>Nothing is written in the note yet.</source>
            <translation>Жазбада әзірге ештеңе жоқ.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сақтау</translation>
        </message>
    </context>
    <context>
        <name>SecondFactor</name>
        <message>
            <source>QR code for the application of one-time codes</source>
            <translation>Бір реттік кодтар қолданбасына арналған QR-код</translation>
        </message>
        <message>
            <source>Open an application for one-time codes on your phone, point it at the picture and type its code.</source>
            <translation>Телефонда бір реттік кодтар қолданбасын ашып, суретке бағыттаңыз да, ол көрсеткен кодты теріңіз.</translation>
        </message>
        <message>
            <source>If the picture cannot be read, type this secret into the application:</source>
            <translation>Сурет оқылмаса, қолданбаға мына құпия кілтті теріңіз:</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Бір реттік код</translation>
        </message>
        <message>
            <source>Six digits; a new code comes every 30 seconds.</source>
            <translation>Алты цифр; жаңа код әр 30 секунд сайын келеді.</translation>
        </message>
        <message>
            <source>Type the six digits that the application shows.</source>
            <translation>Қолданба көрсетіп тұрған алты цифрды теріңіз.</translation>
        </message>
        <message>
            <source>This code does not fit. Check that the clocks of phone and computer agree, and type the next one.</source>
            <translation>Бұл код сай келмейді. Телефон мен компьютер сағатының бірдейлігін тексеріп, келесі кодты теріңіз.</translation>
        </message>
        <message>
            <source>Choose the key file</source>
            <translation>Кілт файлын таңдаңыз</translation>
        </message>
        <message>
            <source>Key files (*.p12 *.pfx)</source>
            <translation>Кілт файлдары (*.p12 *.pfx)</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Сертификат</translation>
        </message>
        <message>
            <source>Second factor</source>
            <translation>Екінші фактор</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Файл</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Токен</translation>
        </message>
        <message>
            <source>Where the key is</source>
            <translation>Кілт қайда</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>Кілт файлы</translation>
        </message>
        <message>
            <source>PIN of the token</source>
            <translation>Токеннің PIN-коды</translation>
        </message>
        <message>
            <source>Password of the key</source>
            <translation>Кілттің құпиясөзі</translation>
        </message>
        <message>
            <source>NCALayer does not run on this computer. Start it, or use a key file.</source>
            <translation>Бұл компьютерде NCALayer іске қосылмаған. Іске қосыңыз немесе кілт файлын қолданыңыз.</translation>
        </message>
        <message>
            <source>No token is connected. Put it in, or use a key file.</source>
            <translation>Токен жалғанбаған. Жалғаңыз немесе кілт файлын қолданыңыз.</translation>
        </message>
        <message>
            <source>NCALayer opens its own window and asks for the password there.</source>
            <translation>NCALayer өз терезесін ашып, құпиясөзді сонда сұрайды.</translation>
        </message>
        <message>
            <source>Wrong PINs are counted by the token itself.</source>
            <translation>Қате PIN-кодтарды токеннің өзі санайды.</translation>
        </message>
    </context>
    <context>
        <name>SecondFactorPage</name>
        <message>
            <source>One-time code</source>
            <translation>Бір реттік код</translation>
        </message>
        <message>
            <source>The second lock: whoever learns the password still needs your phone.</source>
            <translation>Екінші құлып: құпиясөзді білген адамға әлі телефоныңыз керек.</translation>
        </message>
        <message>
            <source>The code fits. Go on with Enter.</source>
            <translation>Код дұрыс. Enter басып, жалғастырыңыз.</translation>
        </message>
    </context>
    <context>
        <name>SendStudySheet</name>
        <message>
            <source>Sending</source>
            <translation>Жіберілуде</translation>
        </message>
        <message>
            <source>Send to an archive</source>
            <translation>Мұрағатқа жіберу</translation>
        </message>
        <message>
            <source>The images go as the device sent them, with the name that stands in them. It is kept in the journal.</source>
            <translation>Суреттер құрылғы жібергендей, ішінде жазылған атымен кетеді. Бұл журналға жазылады.</translation>
        </message>
        <message>
            <source>To which archive</source>
            <translation>Қай мұрағатқа</translation>
        </message>
        <message>
            <source>No archive is set up. Open the device of the archive, switch on “Is an archive of images (PACS)” and enter the port where it listens.</source>
            <translation>Мұрағат бапталмаған. Мұрағат құрылғысының бетін ашып, «Сурет мұрағаты (PACS)» дегенді қосыңыз және ол тыңдайтын портты енгізіңіз.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Құрылғылар</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Қайта жіберу</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Жіберу</translation>
        </message>
        <message numerus="yes">
            <source>%n object(s) sent, all of the study: {archive}</source>
            <translation>
                <numerusform>%n нысан жіберілді, зерттеу толық кетті: {archive}</numerusform>
                <numerusform>%n нысан жіберілді, зерттеу толық кетті: {archive}</numerusform>
            </translation>
        </message>
        <message>
            <source>Sent to {archive}: {count} of {total}.</source>
            <translation>{archive} мұрағатына жіберілді: {total} ішінен {count}.</translation>
        </message>
        <message>
            <source>Stopped; what went stays there.</source>
            <translation>Тоқтатылды; кеткені сонда қалады.</translation>
        </message>
        <message>
            <source>the archive does not take this kind or its compression</source>
            <translation>мұрағат бұл түрді немесе оның сығылуын қабылдамайды</translation>
        </message>
        <message>
            <source>cannot be read here</source>
            <translation>бұл жерде оқылмайды</translation>
        </message>
        <message>
            <source>the connection broke; send again</source>
            <translation>байланыс үзілді; қайта жіберіңіз</translation>
        </message>
        <message>
            <source>the archive refused (status {status})</source>
            <translation>мұрағат қабылдамады (күй {status})</translation>
        </message>
    </context>
    <context>
        <name>SendingSection</name>
        <message>
            <source>Ministry and time stamps</source>
            <translation>Министрлік және уақыт белгілері</translation>
        </message>
        <message>
            <source>Ministry</source>
            <translation>Министрлік</translation>
        </message>
        <message>
            <source>Time stamps</source>
            <translation>Уақыт белгілері</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Жіберу…</translation>
        </message>
        <message>
            <source>Time stamps…</source>
            <translation>Уақыт белгілері…</translation>
        </message>
        <message>
            <source>Revocation</source>
            <translation>Кері қайтару</translation>
        </message>
        <message>
            <source>Revocation…</source>
            <translation>Кері қайтару…</translation>
        </message>
        <message>
            <source>All outbound addresses</source>
            <translation>Барлық шығыс мекенжайлары</translation>
        </message>
        <message>
            <source>No address: signatures stay without a time stamp.</source>
            <translation>Мекенжай жоқ: қолтаңбалар уақыт белгісіз қалады.</translation>
        </message>
        <message>
            <source>Nobody is asked: signatures stay “not confirmed”.</source>
            <translation>Ешкімнен сұралмайды: қолтаңбалар «расталмаған» күйде қалады.</translation>
        </message>
        <message>
            <source>The certification authority is asked.</source>
            <translation>Куәландырушы орталықтан сұралады.</translation>
        </message>
        <message>
            <source>Nothing leaves: everything is held in the outbox.</source>
            <translation>Ештеңе кетпейді: бәрі шығыс кезегінде ұсталып тұр.</translation>
        </message>
        <message>
            <source>{address}: connected, but no kind of message may leave.</source>
            <translation>{address}: қосылған, бірақ ешбір хабарламаға кетуге рұқсат жоқ.</translation>
        </message>
        <message>
            <source>{address}: {kinds}</source>
            <translation>{address}: {kinds}</translation>
        </message>
    </context>
    <context>
        <name>SendingSheet</name>
        <message>
            <source>Sending to the ministry</source>
            <translation>Министрлікке жіберу</translation>
        </message>
        <message>
            <source>Hold everything</source>
            <translation>Бәрін ұстап тұру</translation>
        </message>
        <message>
            <source>Send over the network</source>
            <translation>Желімен жіберу</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>Given by the ministry; begins with https://</source>
            <translation>Министрлік береді; https:// деп басталады</translation>
        </message>
        <message>
            <source>Root certificate of the server</source>
            <translation>Сервердің түбір сертификаты</translation>
        </message>
        <message>
            <source>PEM file; empty: the computer's own.</source>
            <translation>PEM файлы; бос болса — компьютердің өзінікі.</translation>
        </message>
        <message>
            <source>Number of the information system</source>
            <translation>Ақпараттық жүйенің нөмірі</translation>
        </message>
        <message>
            <source>Number in the register of resources</source>
            <translation>Ресурстар тізіліміндегі нөмір</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Логин</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Құпиясөз</translation>
        </message>
        <message>
            <source>Empty: as before.</source>
            <translation>Бос болса — бұрынғыдай.</translation>
        </message>
        <message>
            <source>What may leave</source>
            <translation>Не кетуі мүмкін</translation>
        </message>
        <message>
            <source>From “Save” on, messages of the kinds ticked below leave this computer as soon as they are signed, those that wait now first. “Try it” sends nothing about patients.</source>
            <translation>«Сақтаудан» бастап төменде белгіленген хабарламалар қол қойылысымен осы компьютерден кетеді, алдымен қазір күтіп тұрғандары. «Сынап көру» пациенттер туралы ештеңе жібермейді.</translation>
        </message>
        <message>
            <source>Nothing leaves this computer. Each signed document leaves its message in the outbox; all of them go out in their order when you switch sending on.</source>
            <translation>Бұл компьютерден ештеңе кетпейді. Қол қойылған әр құжат өз хабарламасын шығыс кезегінде қалдырады; жіберуді қосқанда бәрі ретімен кетеді.</translation>
        </message>
        <message>
            <source>Sending is on.</source>
            <translation>Жіберу қосулы.</translation>
        </message>
        <message>
            <source>Nothing leaves: everything is held.</source>
            <translation>Ештеңе кетпейді: бәрі ұсталып тұр.</translation>
        </message>
    </context>
    <context>
        <name>SettingsForm</name>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>1-ден 65535-ке дейінгі сан.</translation>
        </message>
        <message>
            <source>Letters of its list of patients</source>
            <translation>Пациенттер тізімінің әріптері</translation>
        </message>
        <message>
            <source>What the device can show. Names come out as signs: choose another; Latin always works.</source>
            <translation>Құрылғы көрсете алатыны. Аты-жөн белгілермен шықса, басқасын таңдаңыз; латын әрпі әрқашан жарайды.</translation>
        </message>
        <message>
            <source>all letters, Kazakh too (UTF-8)</source>
            <translation>барлық әріп, қазақша да (UTF-8)</translation>
        </message>
        <message>
            <source>Russian (ISO 8859-5)</source>
            <translation>орысша (ISO 8859-5)</translation>
        </message>
        <message>
            <source>Russian (Windows)</source>
            <translation>орысша (Windows)</translation>
        </message>
        <message>
            <source>Latin, written out</source>
            <translation>латынша жазылған</translation>
        </message>
        <message>
            <source>HL7 version of orders</source>
            <translation>Тапсырыстардың HL7 нұсқасы</translation>
        </message>
        <message>
            <source>As the device's manual says; from 2.5 on with specimens.</source>
            <translation>Аспап нұсқаулығындағыдай; 2.5-тен бастап үлгілермен.</translation>
        </message>
        <message>
            <source>Port where the device itself listens</source>
            <translation>Құрылғының өзі тыңдайтын порт</translation>
        </message>
        <message>
            <source>For storage commitment, orders, and the test below. Empty: nowhere.</source>
            <translation>Сақтауды растау, тапсырыстар және тексеру үшін. Бос болса — еш жерде.</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>Баптаулар</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Экран</translation>
        </message>
        <message>
            <source>Sending and leaving</source>
            <translation>Жіберу және тапсыру</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Тіл</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Тақырып</translation>
        </message>
        <message>
            <source>Size of text and controls</source>
            <translation>Мәтін мен батырмалар өлшемі</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Жарық</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Қараңғы</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Жоғары контраст</translation>
        </message>
        <message>
            <source>Hand over the whole record in open formats, readable without this program.</source>
            <translation>Бүкіл жазбаны ашық пішімдерде тапсыру; бұл бағдарламасыз оқылады.</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Экспорт…</translation>
        </message>
        <message>
            <source>What waits to be sent to the ministry, why, and what exactly was sent.</source>
            <translation>Министрлікке не жіберілуін күтіп тұр, неге және нақты не жіберілді.</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Жіберу кезегі</translation>
        </message>
    </context>
    <context>
        <name>SignSheet</name>
        <message>
            <source>Signing</source>
            <translation>Қол қойылуда</translation>
        </message>
        <message>
            <source>NCALayer asks in its own window</source>
            <translation>NCALayer өз терезесінде сұрап тұр</translation>
        </message>
        <message>
            <source>The document is signed. The time stamp is added by itself.</source>
            <translation>Құжатқа қол қойылды. Уақыт белгісі өзі қосылады.</translation>
        </message>
        <message>
            <source>The visit is finished and waits in “To sign” (F9).</source>
            <translation>Қабылдау аяқталды, «Қол қоюға» тізімінде күтеді (F9).</translation>
        </message>
        <message>
            <source>in Kazakh</source>
            <translation>қазақша</translation>
        </message>
        <message>
            <source>in Russian</source>
            <translation>орысша</translation>
        </message>
        <message>
            <source>Record of the visit</source>
            <translation>Қабылдау жазбасы</translation>
        </message>
        <message>
            <source>The document is being prepared…</source>
            <translation>Құжат дайындалуда…</translation>
        </message>
        <message>
            <source>There is no document yet.</source>
            <translation>Құжат әлі жоқ.</translation>
        </message>
        <message numerus="yes">
            <source>The document: %n page(s), PDF</source>
            <translation>
                <numerusform>Құжат: %n бет, PDF</numerusform>
                <numerusform>Құжат: %n бет, PDF</numerusform>
            </translation>
        </message>
        <message>
            <source>The ministry is told that the record is void, where it was sent.</source>
            <translation>Жазба министрлікке жіберілген болса, оның күші жойылғаны хабарланады.</translation>
        </message>
        <message numerus="yes">
            <source>For the ministry: %n event(s)</source>
            <translation>
                <numerusform>Министрлікке: %n оқиға</numerusform>
                <numerusform>Министрлікке: %n оқиға</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing for the ministry: the patient has no IIN</source>
            <translation>Министрлікке ештеңе кетпейді: пациенттің ЖСН-і жоқ</translation>
        </message>
        <message>
            <source>No time-stamp service is set: the document is signed now, but its time is not proven until the administrator sets one.</source>
            <translation>Уақыт белгісінің қызметі орнатылмаған: құжатқа қазір қол қойылады, бірақ әкімші қызметті орнатқанша уақыты дәлелденбейді.</translation>
        </message>
        <message>
            <source>Then, by itself: the time stamp, and the proof that the key was not revoked. With a network the document is complete within minutes; without one it is signed now and the rest waits.</source>
            <translation>Одан кейін өздігінен: уақыт белгісі және кілттің кері қайтарылмағанының дәлелі. Желі болса, құжат бірнеше минутта толық болады; болмаса, қол қазір қойылады, қалғаны күтеді.</translation>
        </message>
        <message>
            <source>Sign the document</source>
            <translation>Құжатқа қол қою</translation>
        </message>
        <message>
            <source>Sign the withdrawal</source>
            <translation>Қайтарып алуға қол қою</translation>
        </message>
        <message>
            <source>What is signed</source>
            <translation>Неге қол қойылады</translation>
        </message>
        <message>
            <source>First page of the document</source>
            <translation>Құжаттың бірінші беті</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Sign later</source>
            <translation>Кейін қол қою</translation>
        </message>
        <message>
            <source>The visit is finished now and waits in “To sign”</source>
            <translation>Қабылдау қазір аяқталып, «Қол қоюға» тізімінде күтеді</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Қол қою</translation>
        </message>
    </context>
    <context>
        <name>SignaturesPanel</name>
        <message>
            <source>Electronic signatures</source>
            <translation>Электрондық қолтаңбалар</translation>
        </message>
        <message>
            <source>Electronic signature</source>
            <translation>Электрондық қолтаңба</translation>
        </message>
        <message>
            <source>being verified…</source>
            <translation>тексерілуде…</translation>
        </message>
        <message>
            <source>Kept unaltered: {listed}; newest {moment}</source>
            <translation>Өзгеріссіз сақталған: {listed}; соңғысы {moment}</translation>
        </message>
        <message>
            <source>signature files</source>
            <translation>қолтаңба файлдары</translation>
        </message>
        <message>
            <source>time stamps</source>
            <translation>уақыт белгілері</translation>
        </message>
        <message>
            <source>OCSP answers</source>
            <translation>OCSP жауаптары</translation>
        </message>
        <message>
            <source>revocation lists</source>
            <translation>қайтарылғандар тізімі</translation>
        </message>
        <message>
            <source>certificates</source>
            <translation>сертификаттар</translation>
        </message>
        <message>
            <source>archive time stamps</source>
            <translation>мұрағат белгілері</translation>
        </message>
    </context>
    <context>
        <name>SplitSheet</name>
        <message>
            <source>Choose whose images they are.</source>
            <translation>Кескіндер кімдікі екенін таңдаңыз.</translation>
        </message>
        <message>
            <source>{marked} of {all} marked</source>
            <translation>{all} ішінен {marked} белгіленді</translation>
        </message>
        <message>
            <source>Split the study</source>
            <translation>Зерттеуді бөлу</translation>
        </message>
        <message>
            <source>Mark the images of somebody else with Space or the mouse: they become a study of their own.</source>
            <translation>Басқа адамның кескіндерін бос орын пернесімен не тышқанмен белгілеңіз: олар бөлек зерттеу болады.</translation>
        </message>
        <message>
            <source>Whole series:</source>
            <translation>Бүкіл серия:</translation>
        </message>
        <message>
            <source>№ {number} ({images})</source>
            <translation>№ {number} ({images})</translation>
        </message>
        <message>
            <source>Mark series {number}</source>
            <translation>{number}-серияны белгілеу</translation>
        </message>
        <message>
            <source>Images of the study</source>
            <translation>Зерттеу кескіндері</translation>
        </message>
        <message>
            <source>To another patient</source>
            <translation>Басқа пациентке</translation>
        </message>
        <message>
            <source>Into the inbox</source>
            <translation>Кіріске</translation>
        </message>
        <message>
            <source>Whose they are</source>
            <translation>Кімдікі</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Себебі</translation>
        </message>
        <message>
            <source>Stays in the journal of both cards; may be left empty.</source>
            <translation>Екі картаның да журналында қалады; бос қалдыруға болады.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Бөлу</translation>
        </message>
    </context>
    <context>
        <name>StatusStates</name>
        <message>
            <source>Devices of the practice that send</source>
            <translation>Кабинеттің жіберіп тұрған құрылғылары</translation>
        </message>
        <message>
            <source>Last received</source>
            <translation>Соңғы қабылданған</translation>
        </message>
        <message>
            <source>Waiting in the inbox</source>
            <translation>Кірісте күтуде</translation>
        </message>
        <message>
            <source>New, to be confirmed</source>
            <translation>Жаңа, растау керек</translation>
        </message>
        <message>
            <source>Orders that devices did not take</source>
            <translation>Аспаптар қабылдамаған тапсырыстар</translation>
        </message>
        <message>
            <source>Devices {counts}</source>
            <translation>Құрылғылар {counts}</translation>
        </message>
        <message>
            <source>Devices are received, also while locked.</source>
            <translation>Құрылғылар қабылданады, құлыптаулы кезде де.</translation>
        </message>
        <message>
            <source>No devices yet</source>
            <translation>Құрылғы әзірге жоқ</translation>
        </message>
        <message>
            <source>A device of the practice has been silent for days: look at its page.</source>
            <translation>Кабинеттің бір құрылғысы бірнеше күн үнсіз: бетін қараңыз.</translation>
        </message>
        <message>
            <source>A device did not take an order: Ctrl+K, “Orders not taken”.</source>
            <translation>Аспап тапсырысты қабылдамады: Ctrl+K, «Қабылданбаған тапсырыстар».</translation>
        </message>
        <message>
            <source>Devices are not received</source>
            <translation>Құрылғылар қабылданбайды</translation>
        </message>
        <message>
            <source>The receiver is being started again.</source>
            <translation>Қабылдағыш қайта іске қосылуда.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Құрылғылар</translation>
        </message>
        <message>
            <source>To the devices</source>
            <translation>Құрылғыларға өту</translation>
        </message>
        <message>
            <source>All sent</source>
            <translation>Бәрі жіберілді</translation>
        </message>
        <message>
            <source>Nothing to send</source>
            <translation>Жіберетін нәрсе жоқ</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Күтуде</translation>
        </message>
        <message>
            <source>Held by the profile</source>
            <translation>Профиль ұстап тұр</translation>
        </message>
        <message>
            <source>Rejected, to be corrected</source>
            <translation>Қабылданбады, түзету керек</translation>
        </message>
        <message>
            <source>Oldest waiting</source>
            <translation>Ең ескісі</translation>
        </message>
        <message>
            <source>Last accepted</source>
            <translation>Соңғы қабылданғаны</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Министрлікке жіберу</translation>
        </message>
        <message>
            <source>To the outbox</source>
            <translation>Жіберу кезегіне өту</translation>
        </message>
        <message>
            <source>Last good copy</source>
            <translation>Соңғы дұрыс көшірме</translation>
        </message>
        <message>
            <source>Restore rehearsed</source>
            <translation>Қалпына келтіру тексерілді</translation>
        </message>
        <message>
            <source>No backup yet</source>
            <translation>Көшірме әзірге жоқ</translation>
        </message>
        <message>
            <source>Backup {when}</source>
            <translation>Көшірме {when}</translation>
        </message>
        <message>
            <source>Backup {when} · rehearsed</source>
            <translation>Көшірме {when} · тексерілді</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервтік көшірме</translation>
        </message>
        <message>
            <source>To the settings</source>
            <translation>Баптауларға өту</translation>
        </message>
        <message>
            <source>Signing key (EDS)</source>
            <translation>Қолтаңба кілті (ЭЦҚ)</translation>
        </message>
        <message>
            <source>EDS: the key was revoked</source>
            <translation>ЭЦҚ: кілт кері қайтарылған</translation>
        </message>
        <message>
            <source>Nothing can be signed with it. Add the new key in the settings.</source>
            <translation>Онымен ештеңеге қол қоюға болмайды. Баптауларда жаңа кілтті қосыңыз.</translation>
        </message>
        <message>
            <source>The key is chosen when you sign for the first time.</source>
            <translation>Кілт бірінші рет қол қойғанда таңдалады.</translation>
        </message>
        <message>
            <source>EDS: no key yet</source>
            <translation>ЭЦҚ: кілт әзірге жоқ</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Жарамды мерзімі</translation>
        </message>
        <message>
            <source>EDS: the key has expired</source>
            <translation>ЭЦҚ: кілт мерзімі өтті</translation>
        </message>
        <message>
            <source>Work goes on; documents wait for a signature. Get a new key at the NCA.</source>
            <translation>Жұмыс жалғаса береді; құжаттар қолтаңба күтеді. ҰКО-дан жаңа кілт алыңыз.</translation>
        </message>
        <message>
            <source>Get a new key before this one ends.</source>
            <translation>Мерзімі біткенше жаңа кілт алыңыз.</translation>
        </message>
        <message>
            <source>Locking hides the record; devices go on being received.</source>
            <translation>Құлыптау жазбаны жасырады; құрылғылар қабылдана береді.</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Қазір құлыптау</translation>
        </message>
    </context>
    <context>
        <name>StuckSheet</name>
        <message>
            <source>Ordered at</source>
            <translation>Уақыты</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Нөмірі</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Аспап</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Не болды</translation>
        </message>
        <message>
            <source>refused by the device</source>
            <translation>аспап қабылдамады</translation>
        </message>
        <message>
            <source>not delivered</source>
            <translation>жеткізілмеді</translation>
        </message>
        <message>
            <source>cancellation: {what}</source>
            <translation>күшін жою: {what}</translation>
        </message>
        <message>
            <source>Orders not taken</source>
            <translation>Қабылданбаған тапсырыстар</translation>
        </message>
        <message>
            <source>Orders that devices did not take</source>
            <translation>Аспаптар қабылдамаған тапсырыстар</translation>
        </message>
        <message>
            <source>Every order was taken or is on its way.</source>
            <translation>Барлық тапсырыс қабылданған немесе жолда.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Картаны ашу</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Қайта жіберу</translation>
        </message>
    </context>
    <context>
        <name>SystemMessages</name>
        <message>
            <source>The practice has no name yet.</source>
            <translation>Практиканың атауы әлі жоқ.</translation>
        </message>
        <message>
            <source>A practice has either an IIN or a BIN.</source>
            <translation>Практикада не ЖСН, не БСН болады.</translation>
        </message>
        <message>
            <source>A person gives the IIN, an organisation the BIN.</source>
            <translation>Жеке тұлға ЖСН, ұйым БСН көрсетеді.</translation>
        </message>
        <message>
            <source>The user name is empty.</source>
            <translation>Пайдаланушы аты бос.</translation>
        </message>
        <message>
            <source>This is the last password that opens the record.</source>
            <translation>Бұл — жазбаны ашатын соңғы құпиясөз.</translation>
        </message>
        <message>
            <source>Add another one first.</source>
            <translation>Алдымен басқасын қосыңыз.</translation>
        </message>
        <message>
            <source>The folder holds a record whose keys are missing.</source>
            <translation>Қалтада кілттері жоқ жазба жатыр.</translation>
        </message>
        <message>
            <source>Nothing in it was touched. Restore it from a backup, or choose another folder.</source>
            <translation>Оған тиіскен жоқпыз. Көшірмеден қалпына келтіріңіз немесе басқа қалта таңдаңыз.</translation>
        </message>
        <message>
            <source>This works only in a practice marked TEST.</source>
            <translation>Бұл тек ТЕСТ практикасында жұмыс істейді.</translation>
        </message>
        <message>
            <source>The record is busy at the moment.</source>
            <translation>Жазба қазір бос емес.</translation>
        </message>
        <message>
            <source>Nothing was lost. Try again in a moment.</source>
            <translation>Ештеңе жоғалған жоқ. Сәл кейін қайталаңыз.</translation>
        </message>
        <message>
            <source>The record was written by a newer version of the program.</source>
            <translation>Жазбаны бағдарламаның жаңарақ нұсқасы жазған.</translation>
        </message>
        <message>
            <source>Nothing was changed. Update the program on this computer.</source>
            <translation>Ештеңе өзгерген жоқ. Осы компьютердегі бағдарламаны жаңартыңыз.</translation>
        </message>
        <message>
            <source>There is no practice in this folder.</source>
            <translation>Бұл қалтада практика жоқ.</translation>
        </message>
        <message>
            <source>Choose another folder, or start the first run.</source>
            <translation>Басқа қалта таңдаңыз немесе алғашқы іске қосуды бастаңыз.</translation>
        </message>
        <message>
            <source>The clock that was set for the test practice is no time.</source>
            <translation>Тест практикасына берілген уақыт дұрыс емес.</translation>
        </message>
        <message>
            <source>This character set is not known.</source>
            <translation>Бұл таңбалар жиынтығы белгісіз.</translation>
        </message>
        <message>
            <source>Choose one from the list.</source>
            <translation>Тізімнен таңдаңыз.</translation>
        </message>
        <message>
            <source>The key for this part of the archive is missing.</source>
            <translation>Мұрағаттың бұл бөлігінің кілті жоқ.</translation>
        </message>
        <message>
            <source>Restore the key ring from the last backup.</source>
            <translation>Кілттер жиынын соңғы көшірмеден қалпына келтіріңіз.</translation>
        </message>
        <message>
            <source>These keys belong to another practice.</source>
            <translation>Бұл кілттер басқа практиканікі.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ештеңе өзгерген жоқ.</translation>
        </message>
        <message>
            <source>There is a record in this folder already.</source>
            <translation>Бұл қалтада жазба бар.</translation>
        </message>
        <message>
            <source>Choose an empty folder.</source>
            <translation>Бос қалтаны таңдаңыз.</translation>
        </message>
        <message>
            <source>The record was closed meanwhile.</source>
            <translation>Осы аралықта жазба жабылды.</translation>
        </message>
        <message>
            <source>Log in again.</source>
            <translation>Қайта кіріңіз.</translation>
        </message>
        <message>
            <source>This family of devices is not known.</source>
            <translation>Құрылғылардың бұл түрі белгісіз.</translation>
        </message>
        <message>
            <source>There is nothing to read again here.</source>
            <translation>Мұнда қайта оқитын нәрсе жоқ.</translation>
        </message>
        <message>
            <source>This form of a document is not known.</source>
            <translation>Құжаттың бұл нысаны белгісіз.</translation>
        </message>
        <message>
            <source>Update the program on this computer.</source>
            <translation>Осы компьютердегі бағдарламаны жаңартыңыз.</translation>
        </message>
        <message>
            <source>Port {port} is taken by another program.</source>
            <translation>{port} портын басқа бағдарлама алған.</translation>
        </message>
        <message>
            <source>The system does not let us listen on port {port}.</source>
            <translation>Жүйе {port} портын тыңдауға рұқсат бермейді.</translation>
        </message>
        <message>
            <source>Port {port} cannot be opened.</source>
            <translation>{port} порты ашылмайды.</translation>
        </message>
        <message>
            <source>This computer does not have the address that is set.</source>
            <translation>Бұл компьютерде көрсетілген мекенжай жоқ.</translation>
        </message>
        <message>
            <source>Choose another port: Devices (F6), Change… Enter it at the device too.</source>
            <translation>Басқа порт таңдаңыз: Құрылғылар (F6), «Өзгерту…». Оны құрылғыға да енгізіңіз.</translation>
        </message>
        <message>
            <source>Choose a port above 1024: Devices (F6), Change… Enter it at the device too.</source>
            <translation>1024-тен жоғары порт таңдаңыз: Құрылғылар (F6), «Өзгерту…». Оны құрылғыға да енгізіңіз.</translation>
        </message>
        <message>
            <source>Check the network cable, or choose another address: Devices (F6), Change…</source>
            <translation>Желі кабелін тексеріңіз немесе басқа мекенжай таңдаңыз: Құрылғылар (F6), «Өзгерту…».</translation>
        </message>
        <message>
            <source>The receiver of the devices does not run.</source>
            <translation>Құрылғылар қабылдағышы істемей тұр.</translation>
        </message>
        <message>
            <source>It is started again by itself; devices keep what they could not send.</source>
            <translation>Ол өзі қайта іске қосылады; құрылғылар жібере алмағанын сақтайды.</translation>
        </message>
        <message>
            <source>The receiver of the devices did not start.</source>
            <translation>Құрылғылар қабылдағышы іске қосылмады.</translation>
        </message>
        <message>
            <source>The receiver of the devices runs already.</source>
            <translation>Құрылғылар қабылдағышы іске қосылған.</translation>
        </message>
        <message>
            <source>A setting of the receiver cannot be followed.</source>
            <translation>Қабылдағыштың бір бабы орындалмайды.</translation>
        </message>
        <message>
            <source>Check ports and AE title.</source>
            <translation>Порттар мен AE title мәнін тексеріңіз.</translation>
        </message>
        <message>
            <source>Choose a folder on another disk.</source>
            <translation>Басқа дискіден қалта таңдаңыз.</translation>
        </message>
        <message>
            <source>The record itself was not touched. Make a new copy, or try an earlier one.</source>
            <translation>Жазбаның өзіне тиіскен жоқпыз. Жаңа көшірме жасаңыз немесе ертерегін қолданыңыз.</translation>
        </message>
        <message>
            <source>The folder for the copy lies inside the record.</source>
            <translation>Көшірме қалтасы жазбаның ішінде жатыр.</translation>
        </message>
        <message>
            <source>The folder for the copy cannot be written.</source>
            <translation>Көшірме қалтасына жазу мүмкін емес.</translation>
        </message>
        <message>
            <source>The folder for the copy is not there.</source>
            <translation>Көшірме папкасы орнында жоқ.</translation>
        </message>
        <message>
            <source>Connect the disk, or choose another folder in the settings (F8).</source>
            <translation>Дискіні қосыңыз немесе баптаулардан (F8) басқа папканы таңдаңыз.</translation>
        </message>
        <message>
            <source>A copy is being made already.</source>
            <translation>Көшірме жасалып жатыр.</translation>
        </message>
        <message>
            <source>There is no backup in this folder.</source>
            <translation>Бұл қалтада резервтік көшірме жоқ.</translation>
        </message>
        <message>
            <source>A file of the copy is missing or damaged.</source>
            <translation>Көшірменің бір файлы жоқ немесе бүлінген.</translation>
        </message>
        <message>
            <source>The list of the copy is not what this practice wrote.</source>
            <translation>Көшірме тізімі бұл практика жазғандай емес.</translation>
        </message>
        <message>
            <source>The copy is not complete.</source>
            <translation>Көшірме толық емес.</translation>
        </message>
        <message>
            <source>The copy cannot be read back.</source>
            <translation>Көшірмені қайта оқу мүмкін емес.</translation>
        </message>
        <message>
            <source>The folder is not empty.</source>
            <translation>Қалта бос емес.</translation>
        </message>
        <message>
            <source>Choose an empty one.</source>
            <translation>Бос қалта таңдаңыз.</translation>
        </message>
        <message>
            <source>Check the settings of the exchange.</source>
            <translation>Алмасу баптауларын тексеріңіз.</translation>
        </message>
        <message>
            <source>The exchange has no code for this value.</source>
            <translation>Бұл мән үшін алмасу коды жоқ.</translation>
        </message>
        <message>
            <source>The required level of signatures is not known.</source>
            <translation>Талап етілетін қолтаңба деңгейі белгісіз.</translation>
        </message>
        <message>
            <source>The identifier given by the ministry is missing.</source>
            <translation>Министрлік берген идентификатор жоқ.</translation>
        </message>
        <message>
            <source>The description of the messages is not there.</source>
            <translation>Хабарламалар сипаттамасы жоқ.</translation>
        </message>
        <message>
            <source>The address of the ministry is not encrypted.</source>
            <translation>Министрлік мекенжайы шифрланбаған.</translation>
        </message>
        <message>
            <source>Everything is held: there is nothing to try.</source>
            <translation>Бәрі ұсталып тұр: сынайтын ештеңе жоқ.</translation>
        </message>
        <message>
            <source>The root certificate cannot be read.</source>
            <translation>Түбір сертификаты оқылмайды.</translation>
        </message>
        <message>
            <source>The way of sending is not known.</source>
            <translation>Жіберу тәсілі белгісіз.</translation>
        </message>
        <message>
            <source>The address of the ministry is no address.</source>
            <translation>Министрлік мекенжайы қате жазылған.</translation>
        </message>
        <message>
            <source>The window cannot stay open for that long.</source>
            <translation>Терезе сонша уақыт ашық тұра алмайды.</translation>
        </message>
        <message>
            <source>The address of the time-stamp authority is no address.</source>
            <translation>Уақыт белгісі қызметінің мекенжайы қате жазылған.</translation>
        </message>
        <message>
            <source>A TEST practice sends to stand-ins only.</source>
            <translation>ТЕСТ практикасы тек сынақ серверлеріне жібереді.</translation>
        </message>
        <message>
            <source>Nothing was sent.</source>
            <translation>Ештеңе жіберілген жоқ.</translation>
        </message>
        <message>
            <source>A TEST practice uses test services only.</source>
            <translation>ТЕСТ практикасы тек сынақ қызметтерін қолданады.</translation>
        </message>
        <message>
            <source>Only a rejected message can be corrected.</source>
            <translation>Тек қабылданбаған хабарламаны түзетуге болады.</translation>
        </message>
        <message>
            <source>The correction belongs to another message.</source>
            <translation>Түзету басқа хабарламаға тиесілі.</translation>
        </message>
        <message>
            <source>This authority is not a test one.</source>
            <translation>Бұл куәландырушы орталық сынақтық емес.</translation>
        </message>
        <message>
            <source>A TEST practice trusts test authorities only.</source>
            <translation>ТЕСТ практикасы тек сынақ орталықтарына сенеді.</translation>
        </message>
        <message>
            <source>The certificate of the authority cannot be used.</source>
            <translation>Куәландырушы орталықтың куәлігі жарамсыз.</translation>
        </message>
        <message>
            <source>Choose the file again.</source>
            <translation>Файлды қайта таңдаңыз.</translation>
        </message>
        <message>
            <source>This kind of key storage is not known.</source>
            <translation>Кілттер қоймасының бұл түрі белгісіз.</translation>
        </message>
        <message>
            <source>Choose a key file.</source>
            <translation>Кілт файлын таңдаңыз.</translation>
        </message>
        <message>
            <source>The original is kept exactly as it came.</source>
            <translation>Түпнұсқасы келген қалпында сақталды.</translation>
        </message>
        <message>
            <source>This kind of compression cannot be shown.</source>
            <translation>Бұл сығу түрін көрсету мүмкін емес.</translation>
        </message>
        <message>
            <source>A video cannot be shown here.</source>
            <translation>Бейнежазба мұнда көрсетілмейді.</translation>
        </message>
        <message>
            <source>The picture is too large to be shown.</source>
            <translation>Сурет көрсету үшін тым үлкен.</translation>
        </message>
        <message>
            <source>This frame is not in the picture.</source>
            <translation>Бұл кадр суретте жоқ.</translation>
        </message>
        <message>
            <source>There is no picture in this object.</source>
            <translation>Бұл нысанда сурет жоқ.</translation>
        </message>
        <message>
            <source>There is no report in this object.</source>
            <translation>Бұл нысанда қорытынды жоқ.</translation>
        </message>
        <message>
            <source>There is no curve in this object.</source>
            <translation>Бұл нысанда қисық жоқ.</translation>
        </message>
        <message>
            <source>There is no document in this object.</source>
            <translation>Бұл нысанда құжат жоқ.</translation>
        </message>
        <message>
            <source>This record could be read; there is nothing to close.</source>
            <translation>Бұл жазба оқылған; жабатын нәрсе жоқ.</translation>
        </message>
        <message>
            <source>The file cannot be written there.</source>
            <translation>Файлды онда жазу мүмкін емес.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Басқа қалта таңдаңыз.</translation>
        </message>
        <message>
            <source>The file is not there.</source>
            <translation>Файл орнында жоқ.</translation>
        </message>
        <message>
            <source>Choose it again.</source>
            <translation>Оны қайта таңдаңыз.</translation>
        </message>
        <message>
            <source>The table does not have the columns that are needed.</source>
            <translation>Кестеде қажетті бағандар жоқ.</translation>
        </message>
        <message>
            <source>Needed: iin, surname, name, patronymic, birth_date, sex, phone.</source>
            <translation>Қажет: iin, surname, name, patronymic, birth_date, sex, phone.</translation>
        </message>
        <message>
            <source>The table is too large.</source>
            <translation>Кесте тым үлкен.</translation>
        </message>
        <message>
            <source>Split it.</source>
            <translation>Оны бөліңіз.</translation>
        </message>
        <message>
            <source>The birth date is not a date.</source>
            <translation>Туған күні күн емес.</translation>
        </message>
        <message>
            <source>This is not an object identifier.</source>
            <translation>Бұл объектілік сәйкестендіргіш емес.</translation>
        </message>
        <message>
            <source>Documents are made in Kazakh or Russian.</source>
            <translation>Құжаттар қазақ немесе орыс тілінде жасалады.</translation>
        </message>
        <message>
            <source>A whole export lies in this folder already.</source>
            <translation>Бұл қалтада толық экспорт жатыр.</translation>
        </message>
        <message>
            <source>The folder holds other files.</source>
            <translation>Қалтада басқа файлдар бар.</translation>
        </message>
        <message>
            <source>An unfinished export of something else lies in this folder.</source>
            <translation>Бұл қалтада басқа аяқталмаған экспорт жатыр.</translation>
        </message>
    </context>
    <context>
        <name>TakeAlongSheet</name>
        <message>
            <source>Folder for the document and its signatures</source>
            <translation>Құжат пен қолтаңбаларға арналған қалта</translation>
        </message>
        <message>
            <source>File for the document</source>
            <translation>Құжат файлы</translation>
        </message>
        <message>
            <source>Putting together</source>
            <translation>Жиналуда</translation>
        </message>
        <message>
            <source>The document with its proofs: {place}</source>
            <translation>Құжат дәлелдерімен: {place}</translation>
        </message>
        <message>
            <source>Take the document along</source>
            <translation>Құжатты алып кету</translation>
        </message>
        <message>
            <source>One ZIP with everything</source>
            <translation>Бәрі бір ZIP-те</translation>
        </message>
        <message>
            <source>Document, each signature, all evidence, the report in Kazakh and Russian, and a program that checks it anywhere.</source>
            <translation>Құжат, әр қолтаңба, барлық дәлел, қазақша және орысша хаттама, кез келген жерде тексеретін бағдарлама.</translation>
        </message>
        <message>
            <source>Card of the electronic document (PDF)</source>
            <translation>Электрондық құжат картасы (PDF)</translation>
        </message>
        <message>
            <source>One PDF to read and print; the document and its signatures lie inside it.</source>
            <translation>Оқуға және басып шығаруға бір PDF; құжат пен қолтаңбалар ішінде.</translation>
        </message>
        <message>
            <source>Print the signatures as QR codes too</source>
            <translation>Қолтаңбаларды QR-код түрінде де басу</translation>
        </message>
        <message>
            <source>Plain files</source>
            <translation>Жай файлдар</translation>
        </message>
        <message>
            <source>The PDF and a detached CMS for each signer, side by side in a folder.</source>
            <translation>PDF және әр қол қоюшының бөлек CMS файлы бір қалтада.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Сақтау…</translation>
        </message>
    </context>
    <context>
        <name>Technician</name>
        <message>
            <source>any, up to 16 Latin letters, different at each device</source>
            <translation>кез келген, 16 латын әрпіне дейін, әр құрылғыда әртүрлі</translation>
        </message>
        <message>
            <source>Please set up the device so that it sends its results to our program Shipager.</source>
            <translation>Құрылғыны нәтижелерін біздің Shipager бағдарламасына жіберетіндей етіп баптаңыз.</translation>
        </message>
        <message>
            <source>Then send a test (Echo, Verify, or one result). It appears on our screen at once.</source>
            <translation>Содан кейін сынақ жіберіңіз (Echo, Verify немесе бір нәтиже). Ол біздің экранда бірден көрінеді.</translation>
        </message>
        <message>
            <source>Address (IP) of the server</source>
            <translation>Сервердің мекенжайы (IP)</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>DICOM порты</translation>
        </message>
        <message>
            <source>Called AE Title (ours)</source>
            <translation>Called AE Title (біздікі)</translation>
        </message>
        <message>
            <source>Calling AE Title (the device's)</source>
            <translation>Calling AE Title (құрылғынікі)</translation>
        </message>
        <message>
            <source>DICOM services</source>
            <translation>DICOM қызметтері</translation>
        </message>
        <message>
            <source>DICOM port with TLS</source>
            <translation>TLS бар DICOM порты</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>HL7 порты</translation>
        </message>
        <message>
            <source>HL7 protocol</source>
            <translation>HL7 хаттамасы</translation>
        </message>
        <message>
            <source>ASTM port</source>
            <translation>ASTM порты</translation>
        </message>
        <message>
            <source>ASTM protocol</source>
            <translation>ASTM хаттамасы</translation>
        </message>
    </context>
    <context>
        <name>TechnicianSheet</name>
        <message>
            <source>The text is copied</source>
            <translation>Мәтін көшірілді</translation>
        </message>
        <message>
            <source>For the technician</source>
            <translation>Техникке арналған мәтін</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Басып шығару…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Көшіру</translation>
        </message>
    </context>
    <context>
        <name>TemplateSheet</name>
        <message>
            <source>of the practice</source>
            <translation>практиканікі</translation>
        </message>
        <message>
            <source>own</source>
            <translation>өзімдікі</translation>
        </message>
        <message>
            <source>No template is called so.</source>
            <translation>Мұндай атаумен үлгі жоқ.</translation>
        </message>
        <message>
            <source>“{name}” is taken out of the list. Ctrl+Z in the window brings it back.</source>
            <translation>«{name}» тізімнен алынды. Терезедегі Ctrl+Z қайтарады.</translation>
        </message>
        <message>
            <source>Insert a template</source>
            <translation>Үлгіні қою</translation>
        </message>
        <message>
            <source>Name of the template, or a part of it</source>
            <translation>Үлгінің атауы немесе оның бөлігі</translation>
        </message>
        <message>
            <source>Find a template</source>
            <translation>Үлгіні іздеу</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Үлгілер</translation>
        </message>
        <message>
            <source>What is inserted</source>
            <translation>Қойылатын мәтін</translation>
        </message>
        <message>
            <source>New name</source>
            <translation>Жаңа атауы</translation>
        </message>
        <message>
            <source>Enter keeps it</source>
            <translation>Enter сақтайды</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Атын өзгерту</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Тізімнен алу</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Бас тарту</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Қою</translation>
        </message>
        <message>
            <source>Empty rows are filled, written ones get it below. Ctrl+J: to the next gap. Ctrl+Z: take it back.</source>
            <translation>Бос жолдар толады, жазылғандарының астына қосылады. Ctrl+J: келесі бос орынға. Ctrl+Z: қайтару.</translation>
        </message>
    </context>
    <context>
        <name>TimeStampSheet</name>
        <message>
            <source>Time stamps</source>
            <translation>Уақыт белгілері</translation>
        </message>
        <message>
            <source>A time stamp proves when a document was signed. The authority is told a fingerprint of the signature, nothing else. Documents wait for it by themselves when there is no network.</source>
            <translation>Уақыт белгісі құжатқа қашан қол қойылғанын дәлелдейді. Орталыққа қолтаңбаның ізі ғана беріледі, басқа ештеңе емес. Желі болмаса, құжаттар оны өздері күтеді.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>Empty: no time stamps.</source>
            <translation>Бос болса — уақыт белгісі қойылмайды.</translation>
        </message>
        <message>
            <source>Signatures get their time stamps from there.</source>
            <translation>Қолтаңбалар уақыт белгісін сол жерден алады.</translation>
        </message>
        <message>
            <source>No time stamps are asked for.</source>
            <translation>Уақыт белгілері сұралмайды.</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>%n жаңа</numerusform>
                <numerusform>%n жаңа</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>Мұнда әлі ештеңе жоқ</translation>
        </message>
        <message>
            <source>Start a visit, or book an examination: what the devices send appears here by itself.</source>
            <translation>Қабылдауды бастаңыз немесе тексеруге жазыңыз: құрылғылар жібергені осында өзі пайда болады.</translation>
        </message>
    </context>
    <context>
        <name>ToSignScreen</name>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Құжат</translation>
        </message>
        <message>
            <source>Waits since</source>
            <translation>Қашаннан бері</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Күйі</translation>
        </message>
        <message>
            <source>NCALayer asks in its own window</source>
            <translation>NCALayer өз терезесінде сұрап тұр</translation>
        </message>
        <message>
            <source>Signing</source>
            <translation>Қол қойылуда</translation>
        </message>
        <message numerus="yes">
            <source>Signed: %n</source>
            <translation>
                <numerusform>Қол қойылды: %n</numerusform>
                <numerusform>Қол қойылды: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>not signed: %n, the reasons stand in the list</source>
            <translation>
                <numerusform>қол қойылмады: %n, себептері тізімде</numerusform>
                <numerusform>қол қойылмады: %n, себептері тізімде</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting for your signature</source>
            <translation>
                <numerusform>Қолтаңбаңызды күтеді: %n</numerusform>
                <numerusform>Қолтаңбаңызды күтеді: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n still being written</source>
            <translation>
                <numerusform>әлі жазылуда: %n</numerusform>
                <numerusform>әлі жазылуда: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>таңдалды: %n</numerusform>
                <numerusform>таңдалды: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sign the chosen: %n</source>
            <translation>
                <numerusform>Таңдалғандарға қол қою: %n</numerusform>
                <numerusform>Таңдалғандарға қол қою: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign the chosen</source>
            <translation>Таңдалғандарға қол қою</translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>Таңдауды алып тастау</translation>
        </message>
        <message>
            <source>Choose all</source>
            <translation>Барлығын таңдау</translation>
        </message>
        <message>
            <source>{store}: open until {time}</source>
            <translation>{store}: {time} дейін ашық</translation>
        </message>
        <message>
            <source>To sign</source>
            <translation>Қол қоюға</translation>
        </message>
        <message>
            <source>What waits for your signature</source>
            <translation>Қолтаңбаңызды не күтеді</translation>
        </message>
        <message>
            <source>Put the key away</source>
            <translation>Кілтті жабу</translation>
        </message>
        <message>
            <source>Nothing waits for your signature</source>
            <translation>Қолтаңбаңызды ештеңе күтпейді</translation>
        </message>
        <message>
            <source>A visit that you finish with “Sign later” comes here, and what a colleague asks you to sign. Then one password signs the day.</source>
            <translation>Мұнда «Кейін қол қою» арқылы аяқталған қабылдаулар мен әріптесіңіз қол қоюды сұраған құжаттар келеді. Сонда бір құпиясөз бүкіл күнге қол қояды.</translation>
        </message>
        <message>
            <source>You do not sign documents</source>
            <translation>Сіз құжаттарға қол қоймайсыз</translation>
        </message>
        <message>
            <source>Your role has no right to sign. What waits is in the list of the doctor.</source>
            <translation>Рөліңіздің қол қою құқығы жоқ. Күтіп тұрғандар дәрігердің тізімінде.</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Search or command</source>
            <translation>Іздеу немесе пәрмен</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Тіл</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Көмек</translation>
        </message>
        <message>
            <source>Help · F1</source>
            <translation>Көмек · F1</translation>
        </message>
        <message>
            <source>TEST</source>
            <translation>ТЕСТ</translation>
        </message>
    </context>
    <context>
        <name>TrialPage</name>
        <message>
            <source>The way works.</source>
            <translation>Жол жұмыс істейді.</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>Сынап көріңіз</translation>
        </message>
        <message>
            <source>Send a test object of our own</source>
            <translation>Өз сынақ нысанымызды жіберу</translation>
        </message>
        <message>
            <source>{device} is in the list</source>
            <translation>{device} тізімге енді</translation>
        </message>
        <message>
            <source>What it sends is received from now on, also while the program is locked.</source>
            <translation>Жібергені енді қабылданады, бағдарлама құлыптаулы кезде де.</translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) arrived from the device just now.</source>
            <translation>
                <numerusform>Құрылғыдан жаңа ғана %n жазба келді.</numerusform>
                <numerusform>Құрылғыдан жаңа ғана %n жазба келді.</numerusform>
            </translation>
        </message>
        <message>
            <source>Let the device send one image or result now. It is seen here as it arrives.</source>
            <translation>Құрылғы енді бір сурет не нәтиже жіберсін. Келген бойда осында көрінеді.</translation>
        </message>
        <message>
            <source>Without the device: an object of nobody goes to ourselves by the same way ({way}). It is taken and kept, and stands in no card.</source>
            <translation>Құрылғысыз: ешкімдікі емес нысан дәл сол жолмен ({way}) өзімізге келеді. Қабылданып сақталады, ешбір картаға түспейді.</translation>
        </message>
    </context>
    <context>
        <name>TrialWords</name>
        <message>
            <source>Connected.</source>
            <translation>Байланыс бар.</translation>
        </message>
        <message>
            <source>The names agree.</source>
            <translation>Атаулар сәйкес.</translation>
        </message>
        <message>
            <source>The device answers (C-ECHO).</source>
            <translation>Құрылғы жауап береді (C-ECHO).</translation>
        </message>
        <message>
            <source>The test image was taken, sealed and confirmed.</source>
            <translation>Сынақ суреті қабылданып, мөрленіп, расталды.</translation>
        </message>
        <message>
            <source>The test result was taken, sealed and acknowledged.</source>
            <translation>Сынақ нәтижесі қабылданып, мөрленіп, расталды.</translation>
        </message>
        <message>
            <source>The test file lies in the folder; it is taken once it rests.</source>
            <translation>Сынақ файлы қалтада; өзгермей тұрғанда алынады.</translation>
        </message>
        <message>
            <source>Nobody answers at {host}, port {port}. Check address, port, cable and firewall.</source>
            <translation>{host}, {port} портында ешкім жауап бермейді. Мекенжайды, портты, кабельді және брандмауэрді тексеріңіз.</translation>
        </message>
        <message>
            <source>The device refused the name {called}. Enter our AE title in its list of partners.</source>
            <translation>Құрылғы {called} атауын қабылдамады. Оның серіктестер тізіміне біздің AE title енгізіңіз.</translation>
        </message>
        <message>
            <source>The device did not answer the test (C-ECHO).</source>
            <translation>Құрылғы тексеруге жауап бермеді (C-ECHO).</translation>
        </message>
        <message>
            <source>The test image was not taken (status {status}).</source>
            <translation>Сынақ суреті қабылданбады (күй {status}).</translation>
        </message>
        <message>
            <source>The test result was not acknowledged.</source>
            <translation>Сынақ нәтижесі расталмады.</translation>
        </message>
        <message>
            <source>Nothing can be written into {folder}.</source>
            <translation>{folder} қалтасына жазу мүмкін емес.</translation>
        </message>
    </context>
    <context>
        <name>UnreadPane</name>
        <message>
            <source>Last</source>
            <translation>Соңғысы</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Құрылғы</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Жолы</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Неге</translation>
        </message>
        <message>
            <source>How many</source>
            <translation>Саны</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Қашаннан</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Алынды</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Көлемі</translation>
        </message>
        <message>
            <source>Kept as</source>
            <translation>Қалай сақталған</translation>
        </message>
        <message>
            <source>bytes of no known form</source>
            <translation>белгісіз түрдегі байттар</translation>
        </message>
        <message>
            <source>copy edited by a person</source>
            <translation>адам түзеткен көшірме</translation>
        </message>
        <message>
            <source>It has been read and filed</source>
            <translation>Оқылып, тіркелді</translation>
        </message>
        <message>
            <source>This is no text: its bytes can be looked at, not edited</source>
            <translation>Бұл мәтін емес: байттарын қарауға болады, түзетуге болмайды</translation>
        </message>
        <message>
            <source>The copy is in the patient's card; the original is kept</source>
            <translation>Көшірме пациенттің картасында; түпнұсқа сақталған</translation>
        </message>
        <message>
            <source>The copy waits in the inbox for a decision; the original is kept</source>
            <translation>Көшірме кірісте шешім күтеді; түпнұсқа сақталған</translation>
        </message>
        <message>
            <source>The same message is filed already; the entry is closed</source>
            <translation>Дәл осындай хабарлама тіркелген; жазба жабылды</translation>
        </message>
        <message>
            <source>The copy is kept: it is a message without results</source>
            <translation>Көшірме сақталды: бұл нәтижесіз хабарлама</translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) taken off the list; every byte is kept</source>
            <translation>
                <numerusform>%n жазба тізімнен алынды; әр байты сақталған</numerusform>
                <numerusform>%n жазба тізімнен алынды; әр байты сақталған</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) for this cause</source>
            <translation>
                <numerusform>Осы себептен %n жазба</numerusform>
                <numerusform>Осы себептен %n жазба</numerusform>
            </translation>
        </message>
        <message>
            <source>Take this cause off the list</source>
            <translation>Бұл себепті тізімнен алу</translation>
        </message>
        <message>
            <source>Look at the bytes</source>
            <translation>Байттарын қарау</translation>
        </message>
        <message>
            <source>Edit a copy</source>
            <translation>Көшірмесін түзету</translation>
        </message>
        <message>
            <source>Every byte is kept, whatever is decided here</source>
            <translation>Мұнда не шешілсе де, әр байт сақталады</translation>
        </message>
        <message>
            <source>Causes for which something could not be read</source>
            <translation>Оқылмау себептері</translation>
        </message>
        <message>
            <source>Records of the chosen cause</source>
            <translation>Таңдалған себептің жазбалары</translation>
        </message>
        <message>
            <source>Everything was read</source>
            <translation>Бәрі оқылды</translation>
        </message>
        <message>
            <source>What a device sends and the program cannot read is kept and appears here, once for each cause.</source>
            <translation>Құрылғы жіберіп, бағдарлама оқи алмағаны сақталады және мұнда әр себепке бір рет шығады.</translation>
        </message>
    </context>
    <context>
        <name>ValuesPanel</name>
        <message>
            <source>listening</source>
            <translation>тыңдап тұр</translation>
        </message>
        <message>
            <source>not listening: {why}</source>
            <translation>тыңдамайды: {why}</translation>
        </message>
        <message>
            <source>Enter this at the device</source>
            <translation>Мұны құрылғыға енгізіңіз</translation>
        </message>
        <message>
            <source>Text for the technician…</source>
            <translation>Техникке мәтін…</translation>
        </message>
        <message>
            <source>Other ports…</source>
            <translation>Басқа порттар…</translation>
        </message>
        <message>
            <source>The ASTM port is closed. Open it if the device speaks ASTM.</source>
            <translation>ASTM порты жабық. Құрылғы ASTM тілінде сөйлесе, ашыңыз.</translation>
        </message>
        <message>
            <source>Open the port</source>
            <translation>Портты ашу</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>DICOM порты</translation>
        </message>
        <message>
            <source>Encrypted port (TLS)</source>
            <translation>Шифрланған порт (TLS)</translation>
        </message>
        <message>
            <source>AE title (Called)</source>
            <translation>AE title (Called)</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>HL7 порты</translation>
        </message>
        <message>
            <source>ASTM port</source>
            <translation>ASTM порты</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Осы компьютер</translation>
        </message>
    </context>
    <context>
        <name>VerifyScreen</name>
        <message>
            <source>Checking</source>
            <translation>Тексерілуде</translation>
        </message>
        <message>
            <source>The signature is detached: choose the document that it belongs to.</source>
            <translation>Қолтаңба бөлек: ол тиесілі құжатты таңдаңыз.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Файлды таңдаңыз</translation>
        </message>
        <message>
            <source>signature in CMS</source>
            <translation>CMS қолтаңбасы</translation>
        </message>
        <message>
            <source>signed XML</source>
            <translation>қол қойылған XML</translation>
        </message>
        <message>
            <source>signed PDF</source>
            <translation>қол қойылған PDF</translation>
        </message>
        <message>
            <source>card of an electronic document</source>
            <translation>электрондық құжат картасы</translation>
        </message>
        <message>
            <source>ZIP with a signed manifest</source>
            <translation>қол қойылған манифесі бар ZIP</translation>
        </message>
        <message>
            <source>document taken along from Shipager</source>
            <translation>Shipager-ден алынған құжат</translation>
        </message>
        <message>
            <source>Check a signed file</source>
            <translation>Қол қойылған файлды тексеру</translation>
        </message>
        <message>
            <source>Drop a signed file here: CMS, PDF, XML, ZIP or a document card; with a detached signature also the document. Nothing of it is kept.</source>
            <translation>Қол қойылған файлды осында сүйреп әкеліңіз: CMS, PDF, XML, ZIP немесе құжат картасы; қолтаңба бөлек болса, құжатты да. Ештеңе сақталмайды.</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Файлды таңдау…</translation>
        </message>
        <message>
            <source>Choose the document…</source>
            <translation>Құжатты таңдау…</translation>
        </message>
    </context>
    <context>
        <name>ViewerBar</name>
        <message>
            <source>Stop</source>
            <translation>Тоқтату</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Кино</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Терезе</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Масштаб</translation>
        </message>
        <message>
            <source>Pan</source>
            <translation>Жылжыту</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Өлшеу</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Артқа</translation>
        </message>
        <message>
            <source>Cite, move, split, send</source>
            <translation>Келтіру, ауыстыру, бөлу, жіберу</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Теріс түс</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Қалпына</translation>
        </message>
    </context>
    <context>
        <name>ViewerScreen</name>
        <message>
            <source>Cite the study in the note</source>
            <translation>Зерттеуді жазбада келтіру</translation>
        </message>
        <message>
            <source>Move the study to another patient</source>
            <translation>Зерттеуді басқа пациентке ауыстыру</translation>
        </message>
        <message>
            <source>Split the study</source>
            <translation>Зерттеуді бөлу</translation>
        </message>
        <message>
            <source>not given to a patient</source>
            <translation>пациентке берілмеген</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>{number}-нұсқа</translation>
        </message>
        <message>
            <source>frame {number} of {frames}</source>
            <translation>{frames} кадрдың {number}-кадры</translation>
        </message>
        <message>
            <source>Objects of the study</source>
            <translation>Зерттеу нысандары</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>Кадр</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message>
            <source>Measurements</source>
            <translation>Өлшемдер</translation>
        </message>
    </context>
    <context>
        <name>VisitEditor</name>
        <message>
            <source>Visit</source>
            <translation>Қабылдау</translation>
        </message>
        <message>
            <source>emergency: {reason}</source>
            <translation>шұғыл: {reason}</translation>
        </message>
        <message>
            <source>not saved: {problem}</source>
            <translation>сақталмады: {problem}</translation>
        </message>
        <message>
            <source>saving…</source>
            <translation>сақталуда…</translation>
        </message>
        <message>
            <source>saved {ago}</source>
            <translation>сақталды {ago}</translation>
        </message>
        <message>
            <source>Document language</source>
            <translation>Құжат тілі</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Үлгі</translation>
        </message>
        <message>
            <source>Finish and sign</source>
            <translation>Аяқтау және қол қою</translation>
        </message>
        <message>
            <source>Still missing:</source>
            <translation>Әлі жетіспейді:</translation>
        </message>
    </context>
    <context>
        <name>VisitScreen</name>
        <message>
            <source>Visit</source>
            <translation>Қабылдау</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>{number}-нұсқа</translation>
        </message>
        <message>
            <source>Emergency: {reason}</source>
            <translation>Шұғыл: {reason}</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Құжат</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Түзету</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Кері алу</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Қол қою</translation>
        </message>
        <message>
            <source>Back to writing</source>
            <translation>Жазуға қайтару</translation>
        </message>
    </context>
    <context>
        <name>VitalsRow</name>
        <message>
            <source>This is not a number; it will not be in the document.</source>
            <translation>Бұл сан емес; құжатқа енбейді.</translation>
        </message>
        <message>
            <source>Unusual value: please look at it again.</source>
            <translation>Әдеттен тыс мән: қайта қарап шығыңыз.</translation>
        </message>
    </context>
    <context>
        <name>WayPage</name>
        <message>
            <source>How does the device send its results?</source>
            <translation>Құрылғы нәтижелерін қалай жібереді?</translation>
        </message>
        <message>
            <source>DICOM over the network</source>
            <translation>Желі арқылы DICOM</translation>
        </message>
        <message>
            <source>Ultrasound, X-ray, CT, endoscopy, many ECG devices.</source>
            <translation>УДЗ, рентген, КТ, эндоскопия, көптеген ЭКГ.</translation>
        </message>
        <message>
            <source>HL7 over the network</source>
            <translation>Желі арқылы HL7</translation>
        </message>
        <message>
            <source>Analysers and patient monitors; also called LIS or MLLP.</source>
            <translation>Анализаторлар мен мониторлар; LIS не MLLP деп те аталады.</translation>
        </message>
        <message>
            <source>ASTM over the network</source>
            <translation>Желі арқылы ASTM</translation>
        </message>
        <message>
            <source>Analysers; also called LIS2, E1394 or host interface.</source>
            <translation>Анализаторлар; LIS2, E1394 не host interface деп те аталады.</translation>
        </message>
        <message>
            <source>Serial cable</source>
            <translation>Тізбекті кабель</translation>
        </message>
        <message>
            <source>RS-232, COM port, or a USB adapter for one; prints of strips too.</source>
            <translation>RS-232, COM порты немесе USB адаптері; жолақ баспасы да.</translation>
        </message>
        <message>
            <source>A folder with files</source>
            <translation>Файлдар қалтасы</translation>
        </message>
        <message>
            <source>The device's own program saves PDF, images, GDT, CSV or XML into a folder.</source>
            <translation>Құрылғының өз бағдарламасы PDF, сурет, GDT, CSV не XML сақтайды.</translation>
        </message>
        <message>
            <source>The device waits to be called</source>
            <translation>Құрылғы шақыруды күтеді</translation>
        </message>
        <message>
            <source>It has an address and a port of its own and calls itself a server.</source>
            <translation>Өз мекенжайы мен порты бар, өзін сервер деп атайды.</translation>
        </message>
        <message>
            <source>I do not know</source>
            <translation>Білмеймін</translation>
        </message>
        <message>
            <source>The program listens on everything; let the device send, and see what arrives.</source>
            <translation>Бағдарлама барлығын тыңдайды; құрылғы жіберсін, не келетінін көрейік.</translation>
        </message>
    </context>
    <context>
        <name>WhoStrip</name>
        <message>
            <source>Not given to a patient yet</source>
            <translation>Әлі пациентке берілмеген</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Артқа</translation>
        </message>
    </context>
    <context>
        <name>WirePanel</name>
        <message>
            <source>Save the log</source>
            <translation>Журналды сақтау</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) saved, without identities</source>
            <translation>
                <numerusform>%n жол сақталды, деректерсіз</numerusform>
                <numerusform>%n жол сақталды, деректерсіз</numerusform>
            </translation>
        </message>
        <message>
            <source>The receiver is not running</source>
            <translation>Қабылдағыш жұмыс істемейді</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>кідіртілген</translation>
        </message>
        <message>
            <source>nothing yet; listening</source>
            <translation>әзірге ештеңе жоқ; тыңдап тұр</translation>
        </message>
        <message>
            <source>listening</source>
            <translation>тыңдап тұр</translation>
        </message>
        <message>
            <source>identities are shown</source>
            <translation>деректер көрсетілген</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Байланыс журналы</translation>
        </message>
        <message>
            <source>every way</source>
            <translation>барлық тәсіл</translation>
        </message>
        <message>
            <source>serial line</source>
            <translation>тізбекті желі</translation>
        </message>
        <message>
            <source>folder</source>
            <translation>қалта</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>бәрі</translation>
        </message>
        <message>
            <source>connections</source>
            <translation>байланыстар</translation>
        </message>
        <message>
            <source>associations</source>
            <translation>ассоциациялар</translation>
        </message>
        <message>
            <source>DICOM messages</source>
            <translation>DICOM хабарлары</translation>
        </message>
        <message>
            <source>DICOM PDUs</source>
            <translation>DICOM PDU</translation>
        </message>
        <message>
            <source>frames</source>
            <translation>кадрлар</translation>
        </message>
        <message>
            <source>HL7 segments</source>
            <translation>HL7 сегменттері</translation>
        </message>
        <message>
            <source>records</source>
            <translation>жазбалар</translation>
        </message>
        <message>
            <source>the receiver itself</source>
            <translation>қабылдағыштың өзі</translation>
        </message>
        <message>
            <source>Way of sending</source>
            <translation>Жіберу тәсілі</translation>
        </message>
        <message>
            <source>Kind of lines</source>
            <translation>Жолдар түрі</translation>
        </message>
        <message>
            <source>Find in the lines</source>
            <translation>Жолдардан іздеу</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Соңына еру</translation>
        </message>
        <message>
            <source>Show identities</source>
            <translation>Деректерді көрсету</translation>
        </message>
        <message>
            <source>Whom messages are about. It is written into the journal.</source>
            <translation>Хабарлар кім туралы. Бұл журналға жазылады.</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Кідірту</translation>
        </message>
        <message>
            <source>Save for the technician…</source>
            <translation>Техникке сақтау…</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Уақыты</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Тәсіл</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Мекенжай</translation>
        </message>
        <message>
            <source>Calls itself</source>
            <translation>Өзін атайды</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Түрі</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Не</translation>
        </message>
    </context>
    <context>
        <name>WireScreen</name>
        <message>
            <source>Back</source>
            <translation>Артқа</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Байланыс журналы</translation>
        </message>
        <message>
            <source>What devices say and what they are answered, while this page is open. Names and numbers of patients are left out; the receiver keeps the last two thousand lines in memory only.</source>
            <translation>Бет ашық тұрғанда құрылғылар не айтатыны және оларға не жауап берілетіні. Пациенттердің аты-жөні мен нөмірлері алынып тасталған; қабылдағыш соңғы екі мың жолды тек жадта сақтайды.</translation>
        </message>
    </context>
    <context>
        <name>WorkMessages</name>
        <message>
            <source>A name is needed.</source>
            <translation>Аты-жөні керек.</translation>
        </message>
        <message>
            <source>There is neither an IIN nor an identity document.</source>
            <translation>ЖСН да, жеке куәлік те көрсетілмеген.</translation>
        </message>
        <message>
            <source>Type the IIN, or choose the document that stands in for it.</source>
            <translation>ЖСН теріңіз немесе оның орнына құжатты таңдаңыз.</translation>
        </message>
        <message>
            <source>The birth date lies in the future.</source>
            <translation>Туған күні болашақта.</translation>
        </message>
        <message>
            <source>Correct the date.</source>
            <translation>Күнді түзетіңіз.</translation>
        </message>
        <message>
            <source>A patient with this IIN is registered already.</source>
            <translation>Осы ЖСН бар пациент тіркелген.</translation>
        </message>
        <message>
            <source>Open that card: it is named below.</source>
            <translation>Сол картаны ашыңыз: ол төменде көрсетілген.</translation>
        </message>
        <message>
            <source>Somebody changed this patient meanwhile.</source>
            <translation>Осы арада пациентті біреу өзгертті.</translation>
        </message>
        <message>
            <source>What you typed is still here. Open the patient again and repeat it.</source>
            <translation>Тергеніңіз осында тұр. Пациентті қайта ашып, қайталаңыз.</translation>
        </message>
        <message>
            <source>This patient has entries in the card and stays.</source>
            <translation>Бұл пациенттің картасында жазбалар бар, сондықтан қалады.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>Қайтаратын ештеңе жоқ.</translation>
        </message>
        <message>
            <source>This time is taken.</source>
            <translation>Бұл уақыт бос емес.</translation>
        </message>
        <message>
            <source>Choose another time, or press “Next free time”.</source>
            <translation>Басқа уақытты таңдаңыз немесе «Келесі бос уақыт» басыңыз.</translation>
        </message>
        <message>
            <source>This day is over.</source>
            <translation>Бұл күн өтіп кетті.</translation>
        </message>
        <message>
            <source>Choose today or a later day.</source>
            <translation>Бүгінді немесе кейінгі күнді таңдаңыз.</translation>
        </message>
        <message>
            <source>A booking lasts up to eight hours.</source>
            <translation>Жазылу сегіз сағаттан аспайды.</translation>
        </message>
        <message>
            <source>This booking is in another state by now.</source>
            <translation>Бұл жазылудың күйі өзгеріп кеткен.</translation>
        </message>
        <message>
            <source>Look at it again: somebody may have changed it.</source>
            <translation>Қайта қараңыз: біреу өзгерткен болуы мүмкін.</translation>
        </message>
        <message>
            <source>The booking was changed since; nothing was taken back.</source>
            <translation>Содан бері жазылу өзгерген; ештеңе қайтарылмады.</translation>
        </message>
        <message>
            <source>The reason of the emergency is missing.</source>
            <translation>Шұғыл болу себебі жоқ.</translation>
        </message>
        <message>
            <source>Type it: it is kept in the record.</source>
            <translation>Жазыңыз: ол жазбада сақталады.</translation>
        </message>
        <message>
            <source>There is no booking for today.</source>
            <translation>Бүгінге жазылу жоқ.</translation>
        </message>
        <message>
            <source>Book the patient, or receive them as an emergency with the reason.</source>
            <translation>Пациентті жазыңыз немесе себебін көрсетіп шұғыл қабылдаңыз.</translation>
        </message>
        <message>
            <source>This booking is for another doctor or another day.</source>
            <translation>Бұл жазылу басқа дәрігерге не басқа күнге.</translation>
        </message>
        <message>
            <source>Move it, or start the visit from the right booking.</source>
            <translation>Көшіріңіз немесе қабылдауды дұрыс жазылудан бастаңыз.</translation>
        </message>
        <message>
            <source>No test is chosen.</source>
            <translation>Бірде-бір талдау таңдалмаған.</translation>
        </message>
        <message>
            <source>This order number cannot be used.</source>
            <translation>Бұл тапсырыс нөмірін қолдануға болмайды.</translation>
        </message>
        <message>
            <source>At most 16 letters and digits; leave it empty for a number of ours.</source>
            <translation>Ең көбі 16 әріп пен цифр; бос қалдырсаңыз, өз нөміріміз беріледі.</translation>
        </message>
        <message>
            <source>Another order has this number already.</source>
            <translation>Бұл нөмір басқа тапсырыста бар.</translation>
        </message>
        <message>
            <source>Leave it empty for a number of ours.</source>
            <translation>Бос қалдырсаңыз, өз нөміріміз беріледі.</translation>
        </message>
        <message>
            <source>The number of the tube cannot be used.</source>
            <translation>Түтік нөмірін қолдануға болмайды.</translation>
        </message>
        <message>
            <source>At most 30 letters and digits, without | ^ ~ and &amp;. Scan it again.</source>
            <translation>Ең көбі 30 әріп пен цифр, | ^ ~ және &amp; таңбаларынсыз. Қайта сканерлеңіз.</translation>
        </message>
        <message>
            <source>This tube is of another patient whose order is open.</source>
            <translation>Бұл түтік тапсырысы ашық басқа пациенттікі.</translation>
        </message>
        <message>
            <source>Compare the label of the tube with the patient, then scan it again.</source>
            <translation>Түтіктің жапсырмасын пациентпен салыстырып, қайта сканерлеңіз.</translation>
        </message>
        <message>
            <source>This order has ended already.</source>
            <translation>Бұл тапсырыс аяқталған.</translation>
        </message>
        <message>
            <source>The order has begun meanwhile and cannot be taken back.</source>
            <translation>Тапсырыс орындала бастады, оны қайтарып алуға болмайды.</translation>
        </message>
        <message>
            <source>Cancel it in “Order tests”.</source>
            <translation>Оның күшін «Талдау тапсыру» терезесінде жойыңыз.</translation>
        </message>
        <message>
            <source>The order is on its way already.</source>
            <translation>Тапсырыс жолда.</translation>
        </message>
        <message>
            <source>Wait for the answer of the device.</source>
            <translation>Аспаптың жауабын күтіңіз.</translation>
        </message>
        <message>
            <source>This visit is signed and is not changed any more.</source>
            <translation>Бұл қабылдауға қол қойылған, енді өзгермейді.</translation>
        </message>
        <message>
            <source>A correction makes a new version and keeps the signed one.</source>
            <translation>Түзету жаңа нұсқа жасайды, қол қойылғаны қалады.</translation>
        </message>
        <message>
            <source>Only a signed visit can be corrected.</source>
            <translation>Тек қол қойылған қабылдау түзетіледі.</translation>
        </message>
        <message>
            <source>This visit belongs to another doctor.</source>
            <translation>Бұл қабылдау басқа дәрігердікі.</translation>
        </message>
        <message>
            <source>Something is still missing in the note.</source>
            <translation>Жазбада әлі бірдеңе жетіспейді.</translation>
        </message>
        <message>
            <source>The missing rows are named under it.</source>
            <translation>Жетіспейтін жолдар астында көрсетілген.</translation>
        </message>
        <message>
            <source>The visit was changed while it was being signed.</source>
            <translation>Қол қойылып жатқанда қабылдау өзгерді.</translation>
        </message>
        <message>
            <source>Nothing was signed. Look at it again and sign.</source>
            <translation>Қол қойылған жоқ. Қайта қарап, қол қойыңыз.</translation>
        </message>
        <message>
            <source>A result that the note cites is not in this patient's card.</source>
            <translation>Жазбада келтірілген нәтиже бұл пациенттің картасында жоқ.</translation>
        </message>
        <message>
            <source>Take it out of the note: it stands in red below the text. Nothing was signed.</source>
            <translation>Оны жазбадан алып тастаңыз: ол мәтін астында қызылмен тұр. Ештеңеге қол қойылған жоқ.</translation>
        </message>
        <message>
            <source>A reason is needed.</source>
            <translation>Себебі керек.</translation>
        </message>
        <message>
            <source>No earlier signed visit of this patient has a prescription.</source>
            <translation>Бұл пациенттің бұрынғы қол қойылған қабылдауларында дәрі тағайындалмаған.</translation>
        </message>
        <message>
            <source>The template needs a name.</source>
            <translation>Үлгіге атау керек.</translation>
        </message>
        <message>
            <source>There is a template of this name already.</source>
            <translation>Мұндай атаумен үлгі бар.</translation>
        </message>
        <message>
            <source>Give it another name.</source>
            <translation>Басқа атау беріңіз.</translation>
        </message>
        <message>
            <source>There is nothing in the note that a template could keep.</source>
            <translation>Жазбада үлгіге сақтайтын ештеңе жоқ.</translation>
        </message>
        <message>
            <source>Write the rows first; indicators and diagnoses are never kept.</source>
            <translation>Алдымен жолдарды жазыңыз; көрсеткіштер мен диагноздар сақталмайды.</translation>
        </message>
        <message>
            <source>The text is too long for a template.</source>
            <translation>Мәтін үлгі үшін тым ұзын.</translation>
        </message>
        <message>
            <source>This template is not in the list any more.</source>
            <translation>Бұл үлгі енді тізімде жоқ.</translation>
        </message>
        <message>
            <source>The template was changed since; nothing was taken back.</source>
            <translation>Үлгі содан кейін өзгертілген; ештеңе қайтарылмады.</translation>
        </message>
        <message>
            <source>The ministry would not take this document as it is.</source>
            <translation>Министрлік бұл құжатты осы күйінде қабылдамайды.</translation>
        </message>
        <message>
            <source>Check the patient's IIN and the details of the practice.</source>
            <translation>Пациенттің ЖСН-ін және практика деректерін тексеріңіз.</translation>
        </message>
        <message>
            <source>Somebody has given it to a patient already.</source>
            <translation>Оны біреу пациентке беріп қойған.</translation>
        </message>
        <message>
            <source>The list shows what still waits.</source>
            <translation>Тізімде әлі күтіп тұрғандар көрінеді.</translation>
        </message>
        <message>
            <source>It is not in a card any more.</source>
            <translation>Ол енді картада жоқ.</translation>
        </message>
        <message>
            <source>It was moved since; nothing was taken back.</source>
            <translation>Содан бері ауыстырылған; ештеңе қайтарылмады.</translation>
        </message>
        <message>
            <source>A signed document cites this part of the study; nothing was taken back.</source>
            <translation>Зерттеудің бұл бөлігі қол қойылған құжатта келтірілген; ештеңе қайтарылған жоқ.</translation>
        </message>
        <message>
            <source>Move it to the right patient instead.</source>
            <translation>Оның орнына тиісті пациентке ауыстырыңыз.</translation>
        </message>
        <message>
            <source>It is in this patient's card already.</source>
            <translation>Ол бұл пациенттің картасында тұр.</translation>
        </message>
        <message>
            <source>No image of this study is chosen.</source>
            <translation>Бұл зерттеуден бірде-бір кескін таңдалмаған.</translation>
        </message>
        <message>
            <source>Mark those that belong to somebody else.</source>
            <translation>Басқа адамдікін белгілеңіз.</translation>
        </message>
        <message>
            <source>Every image is chosen.</source>
            <translation>Барлық кескін таңдалған.</translation>
        </message>
        <message>
            <source>To give away the whole study, move it to the other patient.</source>
            <translation>Бүкіл зерттеуді беру үшін оны басқа пациентке ауыстырыңыз.</translation>
        </message>
        <message>
            <source>The copy says the same as the original.</source>
            <translation>Көшірме түпнұсқамен бірдей.</translation>
        </message>
        <message>
            <source>Change what cannot be read, then file it.</source>
            <translation>Оқылмайтын жерін түзетіп, содан кейін тіркеңіз.</translation>
        </message>
        <message>
            <source>The chosen character set has no such letters.</source>
            <translation>Таңдалған кодтамада мұндай әріптер жоқ.</translation>
        </message>
        <message>
            <source>Choose UTF-8, or take out the letters that the set does not know.</source>
            <translation>UTF-8 таңдаңыз немесе кодтама білмейтін әріптерді алып тастаңыз.</translation>
        </message>
        <message>
            <source>This is too large to be edited by hand.</source>
            <translation>Бұл қолмен түзетуге тым үлкен.</translation>
        </message>
        <message>
            <source>By these letters the message falls into other parts.</source>
            <translation>Бұл әріптермен хабарлама басқаша бөлінеді.</translation>
        </message>
        <message>
            <source>What is filed stays as it was. Choose another character set.</source>
            <translation>Тіркелгені бұрынғыша қалды. Басқа кодтама таңдаңыз.</translation>
        </message>
        <message>
            <source>It was taken off the list already.</source>
            <translation>Ол тізімнен алынып қойған.</translation>
        </message>
        <message>
            <source>The password of the key is wrong.</source>
            <translation>Кілт құпиясөзі қате.</translation>
        </message>
        <message>
            <source>Nothing was signed. Check the keyboard layout and type it again.</source>
            <translation>Қол қойылған жоқ. Пернетақта тілін тексеріп, қайта теріңіз.</translation>
        </message>
        <message>
            <source>The key file is not where it was.</source>
            <translation>Кілт файлы орнында жоқ.</translation>
        </message>
        <message>
            <source>Put in the medium with the key, or attach the file again.</source>
            <translation>Кілті бар тасымалдағышты салыңыз немесе файлды қайта тіркеңіз.</translation>
        </message>
        <message>
            <source>This file is not a key file.</source>
            <translation>Бұл файл кілт файлы емес.</translation>
        </message>
        <message>
            <source>Choose the .p12 file that the certification authority gave you.</source>
            <translation>Куәландырушы орталық берген .p12 файлын таңдаңыз.</translation>
        </message>
        <message>
            <source>There is no certificate in this key file.</source>
            <translation>Бұл кілт файлында тіркеу куәлігі жоқ.</translation>
        </message>
        <message>
            <source>There is a certificate in this file, but no key.</source>
            <translation>Бұл файлда куәлік бар, бірақ кілт жоқ.</translation>
        </message>
        <message>
            <source>The key and the certificate in this file do not belong together.</source>
            <translation>Бұл файлдағы кілт пен куәлік бір-біріне сәйкес емес.</translation>
        </message>
        <message>
            <source>This is a key of the old standard GOST 34.310-2004; nothing is signed with it.</source>
            <translation>Бұл — ескі МЕМСТ 34.310-2004 стандартының кілті; онымен қол қойылмайды.</translation>
        </message>
        <message>
            <source>Old signatures are still verified. Choose a GOST 2015 or an RSA key.</source>
            <translation>Бұрынғы қолтаңбалар бұрынғыша тексеріледі. МЕМСТ 2015 немесе RSA кілтін таңдаңыз.</translation>
        </message>
        <message>
            <source>Choose a key file with a GOST 2015 or an RSA key.</source>
            <translation>МЕМСТ 2015 немесе RSA кілті бар файлды таңдаңыз.</translation>
        </message>
        <message>
            <source>This kind of key is not known.</source>
            <translation>Кілттің бұл түрі белгісіз.</translation>
        </message>
        <message>
            <source>Signing was cancelled; nothing was signed.</source>
            <translation>Қол қою тоқтатылды; қол қойылған жоқ.</translation>
        </message>
        <message>
            <source>The key is locked after too many wrong passwords.</source>
            <translation>Қате құпиясөздерден кейін кілт бұғатталған.</translation>
        </message>
        <message>
            <source>Unlock it with the tool of its maker.</source>
            <translation>Оны өндірушінің құралымен ашыңыз.</translation>
        </message>
        <message>
            <source>The signature did not pass our own check and was not kept.</source>
            <translation>Қолтаңба өз тексеруімізден өтпеді, сақталмады.</translation>
        </message>
        <message>
            <source>The note is safe. Sign again, or with another key.</source>
            <translation>Жазба аман. Қайта немесе басқа кілтпен қол қойыңыз.</translation>
        </message>
        <message>
            <source>Nothing was signed; the note is safe. Choose your own valid signing key.</source>
            <translation>Қол қойылған жоқ, жазба аман. Өзіңіздің жарамды қол қою кілтіңізді таңдаңыз.</translation>
        </message>
        <message>
            <source>The certificate of this key has expired.</source>
            <translation>Осы кілттің куәлігінің мерзімі өткен.</translation>
        </message>
        <message>
            <source>The certificate is not valid yet.</source>
            <translation>Куәліктің мерзімі әлі басталмаған.</translation>
        </message>
        <message>
            <source>This key belongs to another person: its IIN is not yours.</source>
            <translation>Бұл кілт басқа адамдікі: ЖСН сіздікі емес.</translation>
        </message>
        <message>
            <source>The certificate names no IIN.</source>
            <translation>Куәлікте ЖСН жоқ.</translation>
        </message>
        <message>
            <source>Your account has no IIN, so the key cannot be compared with it.</source>
            <translation>Есептік жазбаңызда ЖСН жоқ, кілтпен салыстыру мүмкін емес.</translation>
        </message>
        <message>
            <source>Enter your IIN in the settings.</source>
            <translation>Баптауларда ЖСН енгізіңіз.</translation>
        </message>
        <message>
            <source>This key is for logging in (AUTH), not for signing.</source>
            <translation>Бұл кілт кіруге арналған (AUTH), қол қоюға емес.</translation>
        </message>
        <message>
            <source>This key is not meant for signing.</source>
            <translation>Бұл кілт қол қоюға арналмаған.</translation>
        </message>
        <message>
            <source>This key belongs to an organisation, the practice is a person.</source>
            <translation>Кілт ұйымдікі, ал практика жеке тұлғанікі.</translation>
        </message>
        <message>
            <source>This key belongs to another organisation.</source>
            <translation>Бұл кілт басқа ұйымдікі.</translation>
        </message>
        <message>
            <source>The role in this certificate may not sign records.</source>
            <translation>Куәліктегі рөл жазбаларға қол қоя алмайды.</translation>
        </message>
        <message>
            <source>This is a TEST key; a real practice does not sign with it.</source>
            <translation>Бұл — TEST кілті; нақты практика онымен қол қоймайды.</translation>
        </message>
        <message>
            <source>This is a real key; a practice marked TEST does not sign with it.</source>
            <translation>Бұл — нақты кілт; TEST практикасы онымен қол қоймайды.</translation>
        </message>
        <message>
            <source>The authority that issued this key is not one we trust.</source>
            <translation>Кілтті берген орталық сенімді тізімде жоқ.</translation>
        </message>
        <message>
            <source>The export cannot be written into this folder.</source>
            <translation>Бұл қалтаға экспорттау мүмкін емес.</translation>
        </message>
        <message>
            <source>Choose an empty folder, or the one of an export that was interrupted.</source>
            <translation>Бос қалтаны немесе үзілген экспорт қалтасын таңдаңыз.</translation>
        </message>
        <message>
            <source>The backup cannot be written into this folder.</source>
            <translation>Бұл қалтаға резервтік көшірме жазу мүмкін емес.</translation>
        </message>
        <message>
            <source>Choose another folder, on another disk if there is one.</source>
            <translation>Басқа қалтаны, мүмкін болса басқа дискіден таңдаңыз.</translation>
        </message>
        <message>
            <source>The object cannot be shown.</source>
            <translation>Нысанды көрсету мүмкін емес.</translation>
        </message>
        <message>
            <source>Its bytes are kept unchanged and can be exported.</source>
            <translation>Байттары өзгеріссіз сақталған, экспорттауға болады.</translation>
        </message>
    </context>
    <context>
        <name>_FileSheet</name>
        <message>
            <source>Close</source>
            <translation>Жабу</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Кішірейту</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Үлкейту</translation>
        </message>
    </context>
    <context>
        <name>_Value</name>
        <message>
            <source>Copy {name}</source>
            <translation>Көшіру: {name}</translation>
        </message>
        <message>
            <source>Copied: {value}</source>
            <translation>Көшірілді: {value}</translation>
        </message>
    </context>
    <context>
        <name>analysers</name>
        <message>
            <source>a checksum does not agree: check speed, parity and cable</source>
            <translation>бақылау сомасы сәйкес емес: жылдамдықты, жұптықты, кабельді тексеріңіз</translation>
        </message>
        <message>
            <source>frames without a checksum: set the device so that it is not checked</source>
            <translation>кадрларда бақылау сомасы жоқ: құрылғы баптауында тексеруді алып тастаңыз</translation>
        </message>
        <message>
            <source>the frames are not numbered in order</source>
            <translation>кадрлар реттік нөмірмен келмеді</translation>
        </message>
        <message>
            <source>a frame was cut off by the next one</source>
            <translation>кадр келесісімен үзілді</translation>
        </message>
        <message>
            <source>a frame does not end</source>
            <translation>кадр аяқталмайды</translation>
        </message>
        <message>
            <source>cut off in the middle: the device sends it again</source>
            <translation>ортасынан үзілді: құрылғы қайта жібереді</translation>
        </message>
        <message>
            <source>the message does not end: larger than 16 MB</source>
            <translation>хабар аяқталмайды: 16 МБ-тан үлкен</translation>
        </message>
        <message>
            <source>not ASTM: perhaps another protocol on this port</source>
            <translation>ASTM емес: бұл портта басқа протокол болуы мүмкін</translation>
        </message>
        <message>
            <source>no ASTM header (H) at the beginning</source>
            <translation>басында ASTM тақырыбы (H) жоқ</translation>
        </message>
        <message>
            <source>the message is larger than 16 MB</source>
            <translation>хабар 16 МБ-тан үлкен</translation>
        </message>
        <message>
            <source>more records than any device sends</source>
            <translation>ешбір құрылғы жібермейтін көп жазба</translation>
        </message>
        <message>
            <source>a printout: choose the family of its device</source>
            <translation>басып шығару: құрылғының түрін таңдаңыз</translation>
        </message>
        <message>
            <source>the patterns of the chosen family are damaged</source>
            <translation>таңдалған түрдің үлгілері бүлінген</translation>
        </message>
        <message>
            <source>no line that is a result of the chosen family</source>
            <translation>таңдалған түрдің нәтижесіне ұқсас жол жоқ</translation>
        </message>
        <message>
            <source>too long for a printout</source>
            <translation>басып шығару үшін тым ұзын</translation>
        </message>
    </context>
    <context>
        <name>attempts</name>
        <message>
            <source>Login</source>
            <translation>Кіру</translation>
        </message>
        <message>
            <source>Signing</source>
            <translation>Қол қою</translation>
        </message>
        <message>
            <source>certificate expired</source>
            <translation>сертификат мерзімі өткен</translation>
        </message>
        <message>
            <source>certificate not valid yet</source>
            <translation>сертификат әлі күшіне енбеген</translation>
        </message>
        <message>
            <source>certificate revoked</source>
            <translation>сертификат кері қайтарылған</translation>
        </message>
        <message>
            <source>key is not meant for this</source>
            <translation>кілт бұған арналмаған</translation>
        </message>
        <message>
            <source>authority is not trusted</source>
            <translation>орталыққа сенім жоқ</translation>
        </message>
        <message>
            <source>chain of certificates is broken</source>
            <translation>сертификаттар тізбегі бұзылған</translation>
        </message>
        <message>
            <source>no such user</source>
            <translation>мұндай пайдаланушы жоқ</translation>
        </message>
        <message>
            <source>IIN is another</source>
            <translation>ЖСН басқа</translation>
        </message>
        <message>
            <source>organisation is another</source>
            <translation>ұйым басқа</translation>
        </message>
        <message>
            <source>revocation could not be checked</source>
            <translation>кері қайтарылуы тексерілмеді</translation>
        </message>
        <message>
            <source>certificate is not allowed to log in</source>
            <translation>сертификатқа кіруге рұқсат жоқ</translation>
        </message>
        <message>
            <source>user may not do this</source>
            <translation>пайдаланушыға рұқсат жоқ</translation>
        </message>
        <message>
            <source>signature is not right</source>
            <translation>қолтаңба дұрыс емес</translation>
        </message>
        <message>
            <source>signature of another time</source>
            <translation>басқа уақыттың қолтаңбасы</translation>
        </message>
        <message>
            <source>wrong password or PIN of the key</source>
            <translation>кілттің құпиясөзі не PIN-коды қате</translation>
        </message>
        <message>
            <source>wrong password of the user</source>
            <translation>пайдаланушының құпиясөзі қате</translation>
        </message>
        <message>
            <source>too many attempts</source>
            <translation>әрекет тым көп</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>тоқтатылған</translation>
        </message>
        <message>
            <source>key could not be used</source>
            <translation>кілтті пайдалану мүмкін болмады</translation>
        </message>
        <message>
            <source>other</source>
            <translation>басқа</translation>
        </message>
        <message>
            <source>key file</source>
            <translation>кілт файлы</translation>
        </message>
        <message>
            <source>token</source>
            <translation>токен</translation>
        </message>
        <message>
            <source>signature made elsewhere</source>
            <translation>басқа жерде жасалған қолтаңба</translation>
        </message>
        <message>
            <source>certificate was not seen</source>
            <translation>сертификат көрінбеді</translation>
        </message>
        <message>
            <source>What was asked for now was signed</source>
            <translation>Дәл қазір сұралған мәтінге қол қойылған</translation>
        </message>
        <message>
            <source>The key is meant for logging in</source>
            <translation>Кілт кіруге арналған</translation>
        </message>
        <message>
            <source>The IIN is the user's</source>
            <translation>ЖСН пайдаланушыға тиесілі</translation>
        </message>
        <message>
            <source>The certificate is allowed to log in</source>
            <translation>Сертификатқа кіруге рұқсат берілген</translation>
        </message>
        <message>
            <source>The certificate was not revoked</source>
            <translation>Сертификат кері қайтарылмаған</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Қашан</translation>
        </message>
        <message>
            <source>What was tried</source>
            <translation>Не істелмек болды</translation>
        </message>
        <message>
            <source>Why it failed</source>
            <translation>Неге сәтсіз</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Тексеру</translation>
        </message>
        <message>
            <source>User of the program</source>
            <translation>Бағдарлама пайдаланушысы</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>Жұмыс орны</translation>
        </message>
        <message>
            <source>User of the system</source>
            <translation>Жүйе пайдаланушысы</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Кілт</translation>
        </message>
        <message>
            <source>Owner of the certificate</source>
            <translation>Сертификат иесі</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ЖСН</translation>
        </message>
        <message>
            <source>BIN</source>
            <translation>БСН</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Кім берген</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>Сериялық нөмірі</translation>
        </message>
        <message>
            <source>Fingerprint (SHA-256)</source>
            <translation>Таңбасы (SHA-256)</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Себебі</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Код</translation>
        </message>
    </context>
    <context>
        <name>card</name>
        <message numerus="yes">
            <source>%n image(s)</source>
            <translation>
                <numerusform>%n сурет</numerusform>
                <numerusform>%n сурет</numerusform>
            </translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Нәтижелер</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n көрсеткіш</numerusform>
                <numerusform>%n көрсеткіш</numerusform>
            </translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Қабылдау</translation>
        </message>
        <message>
            <source>Booking</source>
            <translation>Жазылу</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Құжат</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>кері алынған</translation>
        </message>
        <message>
            <source>demonstration, not clinical</source>
            <translation>көрсетілім, клиникалық емес</translation>
        </message>
        <message>
            <source>Examination</source>
            <translation>Зерттеу</translation>
        </message>
        <message numerus="yes">
            <source>%n abnormal</source>
            <translation>
                <numerusform>%n қалыптан тыс</numerusform>
                <numerusform>%n қалыптан тыс</numerusform>
            </translation>
        </message>
        <message>
            <source>cites a result of another patient</source>
            <translation>басқа пациенттің нәтижесін келтіреді</translation>
        </message>
        <message>
            <source>cites a study that was split</source>
            <translation>бөлінген зерттеуді келтіреді</translation>
        </message>
        <message>
            <source>cites a result taken out of the card</source>
            <translation>картадан алынған нәтижені келтіреді</translation>
        </message>
        <message>
            <source>signed · time stamp due</source>
            <translation>қол қойылды · уақыт белгісі күтілуде</translation>
        </message>
        <message>
            <source>signed · time stamp</source>
            <translation>қол қойылды · уақыт белгісі</translation>
        </message>
        <message>
            <source>signed · time stamp · checked</source>
            <translation>қол қойылды · уақыт белгісі · тексерілді</translation>
        </message>
        <message>
            <source>not signed</source>
            <translation>қол қойылмаған</translation>
        </message>
    </context>
    <context>
        <name>day</name>
        <message>
            <source>booked</source>
            <translation>жазылды</translation>
        </message>
        <message>
            <source>arrived</source>
            <translation>келді</translation>
        </message>
        <message>
            <source>in the room</source>
            <translation>кабинетте</translation>
        </message>
        <message>
            <source>done</source>
            <translation>аяқталды</translation>
        </message>
        <message>
            <source>did not come</source>
            <translation>келмеді</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>болдырылмады</translation>
        </message>
        <message>
            <source>in progress at {device}</source>
            <translation>{device} құрылғысында жүріп жатыр</translation>
        </message>
        <message>
            <source>done at {device}</source>
            <translation>{device} құрылғысында аяқталды</translation>
        </message>
        <message>
            <source>discontinued at {device}</source>
            <translation>{device} құрылғысында тоқтатылды</translation>
        </message>
        <message>
            <source>a device</source>
            <translation>құрылғы</translation>
        </message>
        <message>
            <source>Ultrasound</source>
            <translation>УДЗ</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message>
            <source>X-ray</source>
            <translation>Рентген</translation>
        </message>
        <message>
            <source>CT</source>
            <translation>КТ</translation>
        </message>
        <message>
            <source>MRI</source>
            <translation>МРТ</translation>
        </message>
        <message>
            <source>Mammography</source>
            <translation>Маммография</translation>
        </message>
        <message>
            <source>Endoscopy</source>
            <translation>Эндоскопия</translation>
        </message>
        <message>
            <source>Other device</source>
            <translation>Басқа құрылғы</translation>
        </message>
    </context>
    <context>
        <name>devices</name>
        <message>
            <source>folder</source>
            <translation>қалта</translation>
        </message>
        <message>
            <source>serial line</source>
            <translation>тізбекті порт</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>қолмен</translation>
        </message>
        <message>
            <source>as the device says, else recognised</source>
            <translation>құрылғы айтқандай, әйтпесе танылады</translation>
        </message>
        <message>
            <source>new: is it ours?</source>
            <translation>жаңа: біздікі ме?</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>қолданыста</translation>
        </message>
        <message>
            <source>not ours</source>
            <translation>біздікі емес</translation>
        </message>
        <message>
            <source>out of use</source>
            <translation>қолданыстан шыққан</translation>
        </message>
        <message>
            <source>blood counts</source>
            <translation>қан талдауы</translation>
        </message>
        <message>
            <source>chemistry</source>
            <translation>биохимия</translation>
        </message>
        <message>
            <source>immunology</source>
            <translation>иммунология</translation>
        </message>
        <message>
            <source>coagulation</source>
            <translation>коагуляция</translation>
        </message>
        <message>
            <source>urine</source>
            <translation>несеп</translation>
        </message>
        <message>
            <source>laboratory</source>
            <translation>зертхана</translation>
        </message>
        <message>
            <source>ultrasound</source>
            <translation>УДЗ</translation>
        </message>
        <message>
            <source>X-ray</source>
            <translation>рентген</translation>
        </message>
        <message>
            <source>dental</source>
            <translation>тіс</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message>
            <source>patient monitor</source>
            <translation>пациент мониторы</translation>
        </message>
        <message>
            <source>spirometry</source>
            <translation>спирометрия</translation>
        </message>
        <message>
            <source>plain text</source>
            <translation>жай мәтін</translation>
        </message>
        <message>
            <source>The receiver connects to {host}, port {port} ({protocol}).</source>
            <translation>Қабылдағыш қосылады: {host}, порт {port} ({protocol}).</translation>
        </message>
        <message>
            <source>Serial port {port}: {baud} baud, {bits} bits, parity {parity} ({protocol}).</source>
            <translation>Тізбекті порт {port}: {baud} бод, {bits} бит, жұптық {parity} ({protocol}).</translation>
        </message>
        <message>
            <source>Folder {folder}, files {pattern}.</source>
            <translation>Қалта {folder}, файлдар {pattern}.</translation>
        </message>
        <message>
            <source>The receiver watches the folder.</source>
            <translation>Қабылдағыш қалтаны қарап тұр.</translation>
        </message>
        <message>
            <source>The folder: {why}.</source>
            <translation>Қалта: {why}.</translation>
        </message>
        <message>
            <source>not looked at yet</source>
            <translation>әлі қаралған жоқ</translation>
        </message>
        <message>
            <source>The receiver is connected with it.</source>
            <translation>Қабылдағыш онымен байланыста.</translation>
        </message>
        <message>
            <source>The receiver does not reach it yet and tries again by itself.</source>
            <translation>Қабылдағыш оған әзірге жете алмай, өзі қайталап жатыр.</translation>
        </message>
        <message>
            <source>8 bits, no parity</source>
            <translation>8 бит, жұптықсыз</translation>
        </message>
        <message>
            <source>7 bits, even parity</source>
            <translation>7 бит, жұп</translation>
        </message>
        <message>
            <source>7 bits, odd parity</source>
            <translation>7 бит, тақ</translation>
        </message>
        <message>
            <source>8 bits, even parity</source>
            <translation>8 бит, жұп</translation>
        </message>
        <message>
            <source>8 bits, two stop bits</source>
            <translation>8 бит, екі тоқтату биті</translation>
        </message>
        <message>
            <source>by their content</source>
            <translation>мазмұны бойынша</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>суреттер</translation>
        </message>
        <message>
            <source>plain text (a print)</source>
            <translation>жай мәтін (басып шығару)</translation>
        </message>
        <message>
            <source>the receiver is not running</source>
            <translation>қабылдағыш іске қосылмаған</translation>
        </message>
        <message>
            <source>the receiver did not start</source>
            <translation>қабылдағыш іске қосылмады</translation>
        </message>
        <message>
            <source>the port is taken by another program</source>
            <translation>порт басқа бағдарламада</translation>
        </message>
        <message>
            <source>the system does not allow this port</source>
            <translation>жүйе бұл портқа рұқсат бермейді</translation>
        </message>
        <message>
            <source>the port cannot be opened</source>
            <translation>порт ашылмайды</translation>
        </message>
    </context>
    <context>
        <name>export</name>
        <message numerus="yes">
            <source>%n patient(s)</source>
            <translation>
                <numerusform>%n пациент</numerusform>
                <numerusform>%n пациент</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n visit(s)</source>
            <translation>
                <numerusform>%n қабылдау</numerusform>
                <numerusform>%n қабылдау</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n құжат</numerusform>
                <numerusform>%n құжат</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n signature(s)</source>
            <translation>
                <numerusform>%n қолтаңба</numerusform>
                <numerusform>%n қолтаңба</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n study(ies)</source>
            <translation>
                <numerusform>%n зерттеу</numerusform>
                <numerusform>%n зерттеу</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n image object(s)</source>
            <translation>
                <numerusform>%n сурет нысаны</numerusform>
                <numerusform>%n сурет нысаны</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n result(s)</source>
            <translation>
                <numerusform>%n нәтиже</numerusform>
                <numerusform>%n нәтиже</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n көрсеткіш</numerusform>
                <numerusform>%n көрсеткіш</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in the inbox</source>
            <translation>
                <numerusform>кіріс тізімінде %n</numerusform>
                <numerusform>кіріс тізімінде %n</numerusform>
            </translation>
        </message>
        <message>
            <source>destroyed on purpose</source>
            <translation>әдейі жойылған</translation>
        </message>
        <message>
            <source>damaged in the archive</source>
            <translation>мұрағатта зақымдалған</translation>
        </message>
        <message>
            <source>Left out: {what} ({reason})</source>
            <translation>Енбеді: {what} ({reason})</translation>
        </message>
        <message>
            <source>altered</source>
            <translation>өзгертілген</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>жоқ</translation>
        </message>
        <message>
            <source>added, not of the export</source>
            <translation>қосылған, экспорттан емес</translation>
        </message>
        <message>
            <source>a path that leads out of the folder</source>
            <translation>қалтадан тыс жол</translation>
        </message>
        <message>
            <source>the list of files is missing</source>
            <translation>файлдар тізімі жоқ</translation>
        </message>
        <message>
            <source>the list of files cannot be read</source>
            <translation>файлдар тізімі оқылмайды</translation>
        </message>
        <message>
            <source>the export was not finished</source>
            <translation>экспорт аяқталмаған</translation>
        </message>
        <message>
            <source>the practice's signature does not hold</source>
            <translation>практиканың қолтаңбасы расталмады</translation>
        </message>
        <message>
            <source>the practice's key cannot be read</source>
            <translation>практиканың кілті оқылмайды</translation>
        </message>
        <message>
            <source>signed by another key</source>
            <translation>басқа кілтпен қол қойылған</translation>
        </message>
        <message>
            <source>a document's signature is not genuine</source>
            <translation>құжаттың қолтаңбасы шынайы емес</translation>
        </message>
        <message>
            <source>a signed document is missing</source>
            <translation>қол қойылған құжат жоқ</translation>
        </message>
        <message>
            <source>the trusted certificates cannot be read</source>
            <translation>сенімді куәліктер оқылмайды</translation>
        </message>
    </context>
    <context>
        <name>files</name>
        <message>
            <source>no format that we know</source>
            <translation>пішімі бізге белгісіз</translation>
        </message>
        <message>
            <source>too large to be read</source>
            <translation>оқу үшін тым үлкен</translation>
        </message>
        <message>
            <source>its checksum does not agree: it was changed or cut</source>
            <translation>бақылау қосындысы сәйкес емес: өзгертілген не кесілген</translation>
        </message>
        <message>
            <source>holds no results</source>
            <translation>нәтижелері жоқ</translation>
        </message>
        <message>
            <source>its XML is damaged</source>
            <translation>XML бүлінген</translation>
        </message>
        <message>
            <source>its XML has declarations that are refused for safety</source>
            <translation>XML құрамында қауіпсіздік үшін қабылданбайтын жарияламалар бар</translation>
        </message>
        <message>
            <source>its GDT lines cannot be read</source>
            <translation>GDT жолдары оқылмайды</translation>
        </message>
        <message>
            <source>its SCP-ECG sections cannot be read</source>
            <translation>SCP-ECG бөлімдері оқылмайды</translation>
        </message>
        <message>
            <source>its curve is compressed in a way that is not drawn</source>
            <translation>қисығы сызылмайтын тәсілмен сығылған</translation>
        </message>
        <message>
            <source>its curve cannot be read</source>
            <translation>қисығы оқылмайды</translation>
        </message>
        <message>
            <source>the table cannot be read</source>
            <translation>кесте оқылмайды</translation>
        </message>
        <message>
            <source>no headings that are understood</source>
            <translation>түсінікті тақырыптар жоқ</translation>
        </message>
        <message>
            <source>the table holds no values</source>
            <translation>кестеде мәндер жоқ</translation>
        </message>
        <message>
            <source>its FHIR resources cannot be read</source>
            <translation>FHIR ресурстары оқылмайды</translation>
        </message>
        <message>
            <source>no observations in it</source>
            <translation>ішінде бақылаулар жоқ</translation>
        </message>
        <message>
            <source>a typed reading that cannot be read</source>
            <translation>оқылмайтын жазылған көрсеткіш</translation>
        </message>
        <message>
            <source>the folder is not there: is the share connected?</source>
            <translation>қалта жоқ: желілік қалта қосулы ма?</translation>
        </message>
        <message>
            <source>not watched: it holds more than the files of a device</source>
            <translation>қаралмайды: онда құрылғы файлдарынан басқа да файлдар бар</translation>
        </message>
        <message>
            <source>a fault of ours while looking at the folder</source>
            <translation>қалтаны қарау кезіндегі біздің қате</translation>
        </message>
        <message>
            <source>links in the folder are not followed</source>
            <translation>қалтадағы сілтемелер бойынша өтілмейді</translation>
        </message>
        <message>
            <source>another program still holds a file</source>
            <translation>файлды басқа бағдарлама ұстап тұр</translation>
        </message>
        <message>
            <source>a file may not be opened: rights are missing</source>
            <translation>файлды ашуға құқық жоқ</translation>
        </message>
        <message>
            <source>a file could not be read</source>
            <translation>файл оқылмады</translation>
        </message>
        <message>
            <source>a file is kept but could not be moved to the done folder</source>
            <translation>файл сақталды, бірақ done қалтасына көшірілмеді</translation>
        </message>
        <message>
            <source>Nothing was taken into the card. The file is as it was.</source>
            <translation>Картаға ештеңе енгізілген жоқ. Файл сол күйінде.</translation>
        </message>
        <message>
            <source>The file cannot be used: {why}.</source>
            <translation>Файлды пайдалану мүмкін емес: {why}.</translation>
        </message>
        <message>
            <source>The headings of the table are not understood.</source>
            <translation>Кестенің тақырыптары түсініксіз.</translation>
        </message>
        <message>
            <source>Choose what each column holds.</source>
            <translation>Әр бағанда не бар екенін таңдаңыз.</translation>
        </message>
        <message>
            <source>No column holds values yet.</source>
            <translation>Мәні бар баған әлі таңдалған жоқ.</translation>
        </message>
        <message>
            <source>Choose which column holds the value, or what each column measures.</source>
            <translation>Мәні бар бағанды немесе әр баған нені өлшейтінін таңдаңыз.</translation>
        </message>
        <message>
            <source>This is a DICOM object.</source>
            <translation>Бұл — DICOM нысаны.</translation>
        </message>
        <message>
            <source>Images are imported with the command for images and studies.</source>
            <translation>Суреттер кескіндер мен зерттеулерге арналған пәрменмен енгізіледі.</translation>
        </message>
        <message>
            <source>The file cannot be opened.</source>
            <translation>Файл ашылмайды.</translation>
        </message>
        <message>
            <source>This file is in the card already.</source>
            <translation>Бұл файл картада бар.</translation>
        </message>
        <message>
            <source>Nothing was taken a second time.</source>
            <translation>Екінші рет ештеңе енгізілген жоқ.</translation>
        </message>
        <message>
            <source>The file names another patient.</source>
            <translation>Файлда басқа пациент көрсетілген.</translation>
        </message>
        <message>
            <source>Nothing was taken into the card. Open that patient's card, or look at the file.</source>
            <translation>Картаға ештеңе енгізілген жоқ. Сол пациенттің картасын ашыңыз немесе файлды қараңыз.</translation>
        </message>
        <message>
            <source>No reading is understood yet.</source>
            <translation>Әзірге бірде-бір көрсеткіш түсінілмеді.</translation>
        </message>
        <message>
            <source>Write it as 120/80 72 or glucose 5.6.</source>
            <translation>120/80 72 немесе қант 5,6 деп жазыңыз.</translation>
        </message>
        <message>
            <source>The moment has not come yet.</source>
            <translation>Бұл уақыт әлі келген жоқ.</translation>
        </message>
        <message>
            <source>Correct the day or the time; nothing was kept.</source>
            <translation>Күнін немесе уақытын түзетіңіз; ештеңе сақталған жоқ.</translation>
        </message>
        <message>
            <source>This result came from a device.</source>
            <translation>Бұл нәтиже құрылғыдан келді.</translation>
        </message>
        <message>
            <source>Use “Not this patient” to take it out of the card.</source>
            <translation>Оны картадан шығару үшін «Бұл пациент емес» түймесін басыңыз.</translation>
        </message>
        <message>
            <source>This reading was taken back already.</source>
            <translation>Бұл көрсеткіш бұрын қайтарып алынған.</translation>
        </message>
        <message>
            <source>This folder holds more than the files of a device.</source>
            <translation>Бұл қалтада құрылғы файлдарынан басқа да файлдар бар.</translation>
        </message>
        <message>
            <source>Choose a folder of its own for the device: its files are moved when they are taken.</source>
            <translation>Құрылғыға бөлек қалта таңдаңыз: алынған файлдар көшіріледі.</translation>
        </message>
        <message>
            <source>The folder for requests of this device cannot be written to.</source>
            <translation>Осы құрылғының сұраулар қалтасына жазу мүмкін емес.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check the folder in the device's settings.</source>
            <translation>Ештеңе жіберілген жоқ. Құрылғы баптауларындағы қалтаны тексеріңіз.</translation>
        </message>
        <message>
            <source>This device takes no requests by file.</source>
            <translation>Бұл құрылғы сұрауларды файлмен қабылдамайды.</translation>
        </message>
        <message>
            <source>Give it a folder for requests in its settings.</source>
            <translation>Баптауларында сұраулар қалтасын көрсетіңіз.</translation>
        </message>
    </context>
    <context>
        <name>formats</name>
        <message>
            <source>today {time}</source>
            <translation>бүгін {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n year(s) old</source>
            <translation>
                <numerusform>%n жас</numerusform>
                <numerusform>%n жас</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n month(s) old</source>
            <translation>
                <numerusform>%n ай</numerusform>
                <numerusform>%n ай</numerusform>
            </translation>
        </message>
        <message>
            <source>male</source>
            <translation>ер</translation>
        </message>
        <message>
            <source>female</source>
            <translation>әйел</translation>
        </message>
        <message>
            <source>sex not known</source>
            <translation>жынысы белгісіз</translation>
        </message>
        <message>
            <source>IIN {number}</source>
            <translation>ЖСН {number}</translation>
        </message>
        <message>
            <source>{count} KB</source>
            <translation>{count} КБ</translation>
        </message>
        <message>
            <source>{count} MB</source>
            <translation>{count} МБ</translation>
        </message>
        <message>
            <source>{count} GB</source>
            <translation>{count} ГБ</translation>
        </message>
        <message numerus="yes">
            <source>%n s ago</source>
            <translation>
                <numerusform>%n с бұрын</numerusform>
                <numerusform>%n с бұрын</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n мин бұрын</numerusform>
                <numerusform>%n мин бұрын</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>importing</name>
        <message>
            <source>a comment</source>
            <translation>түсініктеме</translation>
        </message>
        <message>
            <source>date and time</source>
            <translation>күні мен уақыты</translation>
        </message>
        <message>
            <source>date</source>
            <translation>күні</translation>
        </message>
        <message>
            <source>time</source>
            <translation>уақыты</translation>
        </message>
        <message>
            <source>name of the indicator</source>
            <translation>көрсеткіштің атауы</translation>
        </message>
        <message>
            <source>code of the indicator</source>
            <translation>көрсеткіштің коды</translation>
        </message>
        <message>
            <source>value</source>
            <translation>мәні</translation>
        </message>
        <message>
            <source>unit</source>
            <translation>өлшем бірлігі</translation>
        </message>
        <message>
            <source>normal range</source>
            <translation>қалыпты шегі</translation>
        </message>
        <message>
            <source>flag</source>
            <translation>белгі</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ЖСН</translation>
        </message>
        <message>
            <source>patient's name</source>
            <translation>пациенттің аты-жөні</translation>
        </message>
        <message>
            <source>surname</source>
            <translation>тегі</translation>
        </message>
        <message>
            <source>given name</source>
            <translation>аты</translation>
        </message>
        <message>
            <source>patronymic</source>
            <translation>әкесінің аты</translation>
        </message>
        <message>
            <source>birth date</source>
            <translation>туған күні</translation>
        </message>
        <message>
            <source>sex</source>
            <translation>жынысы</translation>
        </message>
        <message>
            <source>device's patient number</source>
            <translation>құрылғыдағы пациент нөмірі</translation>
        </message>
        <message>
            <source>number of the order</source>
            <translation>тапсырыс нөмірі</translation>
        </message>
        <message>
            <source>specimen</source>
            <translation>үлгі</translation>
        </message>
        <message>
            <source>note</source>
            <translation>ескертпе</translation>
        </message>
        <message>
            <source>table (CSV)</source>
            <translation>кесте (CSV)</translation>
        </message>
        <message>
            <source>document (PDF)</source>
            <translation>құжат (PDF)</translation>
        </message>
        <message>
            <source>picture</source>
            <translation>сурет</translation>
        </message>
        <message>
            <source>ECG (SCP)</source>
            <translation>ЭКГ (SCP)</translation>
        </message>
        <message>
            <source>ECG (HL7 aECG)</source>
            <translation>ЭКГ (HL7 aECG)</translation>
        </message>
        <message>
            <source>ECG (MUSE)</source>
            <translation>ЭКГ (MUSE)</translation>
        </message>
        <message>
            <source>examination (GDT)</source>
            <translation>тексеру (GDT)</translation>
        </message>
        <message>
            <source>HL7 message</source>
            <translation>HL7 хабары</translation>
        </message>
        <message>
            <source>observations (FHIR)</source>
            <translation>бақылаулар (FHIR)</translation>
        </message>
    </context>
    <context>
        <name>journal</name>
        <message>
            <source>not done: {why}</source>
            <translation>орындалмады: {why}</translation>
        </message>
        <message>
            <source>reason: {reason}</source>
            <translation>себебі: {reason}</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>қайтарылды</translation>
        </message>
        <message>
            <source>moved to another card</source>
            <translation>басқа картаға көшірілді</translation>
        </message>
        <message>
            <source>the study was split</source>
            <translation>зерттеу бөлінді</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Кіру</translation>
        </message>
        <message>
            <source>Intake</source>
            <translation>Қабылдау қызметі</translation>
        </message>
        <message>
            <source>Exchange</source>
            <translation>Алмасу</translation>
        </message>
        <message>
            <source>Time stamps</source>
            <translation>Уақыт белгілері</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервтік көшірме</translation>
        </message>
        <message>
            <source>{part} (the program)</source>
            <translation>{part} (бағдарлама)</translation>
        </message>
        <message>
            <source>Who opened and received</source>
            <translation>Кім ашты және алды</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Пациенттер</translation>
        </message>
        <message>
            <source>Appointments, visits, orders</source>
            <translation>Жазылу, қабылдау, тапсырыс</translation>
        </message>
        <message>
            <source>Documents and signatures</source>
            <translation>Құжаттар мен қолтаңбалар</translation>
        </message>
        <message>
            <source>Results and images</source>
            <translation>Нәтижелер мен кескіндер</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Құрылғылар</translation>
        </message>
        <message>
            <source>Sending and time stamps</source>
            <translation>Жіберу және уақыт белгілері</translation>
        </message>
        <message>
            <source>Logins, keys, the journal</source>
            <translation>Кіру, кілттер, журнал</translation>
        </message>
        <message>
            <source>Settings, backup, export</source>
            <translation>Баптаулар, көшірме, экспорт</translation>
        </message>
        <message>
            <source>Language of a user changed</source>
            <translation>Пайдаланушының тілі өзгертілді</translation>
        </message>
        <message>
            <source>Password changed</source>
            <translation>Құпиясөз өзгертілді</translation>
        </message>
        <message>
            <source>Appointment booked</source>
            <translation>Қабылдауға жазылды</translation>
        </message>
        <message>
            <source>Appointment moved</source>
            <translation>Қабылдау уақыты ауыстырылды</translation>
        </message>
        <message>
            <source>State of an appointment changed</source>
            <translation>Қабылдаудың күйі өзгертілді</translation>
        </message>
        <message>
            <source>File of a result opened</source>
            <translation>Нәтиже файлы ашылды</translation>
        </message>
        <message>
            <source>Backup ended</source>
            <translation>Резервтік көшірме аяқталды</translation>
        </message>
        <message>
            <source>Daily backup set</source>
            <translation>Күнделікті көшірме қойылды</translation>
        </message>
        <message>
            <source>Backup began</source>
            <translation>Резервтік көшірме басталды</translation>
        </message>
        <message>
            <source>Card opened</source>
            <translation>Карта ашылды</translation>
        </message>
        <message>
            <source>Device told what is stored</source>
            <translation>Құрылғыға не сақталғаны айтылды</translation>
        </message>
        <message>
            <source>Device asked for safe storage</source>
            <translation>Құрылғы сақтауды сұрады</translation>
        </message>
        <message>
            <source>Order queued for a device</source>
            <translation>Тапсырыс құрылғыға кезекке қойылды</translation>
        </message>
        <message>
            <source>Cancellation queued for a device</source>
            <translation>Бас тарту құрылғыға кезекке қойылды</translation>
        </message>
        <message>
            <source>Patient announced to a device</source>
            <translation>Пациент туралы құрылғыға хабарланды</translation>
        </message>
        <message>
            <source>Message to a device changed its state</source>
            <translation>Құрылғыға хабарламаның күйі өзгерді</translation>
        </message>
        <message>
            <source>Device confirmed as ours</source>
            <translation>Құрылғы өзіміздікі деп расталды</translation>
        </message>
        <message>
            <source>Device added</source>
            <translation>Құрылғы қосылды</translation>
        </message>
        <message>
            <source>Device brought back into use</source>
            <translation>Құрылғы қайта іске қосылды</translation>
        </message>
        <message>
            <source>Letters of a device set</source>
            <translation>Құрылғының әріптері қойылды</translation>
        </message>
        <message>
            <source>Settings of a device saved to a file</source>
            <translation>Құрылғы баптаулары файлға сақталды</translation>
        </message>
        <message>
            <source>Device set aside</source>
            <translation>Құрылғы шетке қойылды</translation>
        </message>
        <message>
            <source>Device found at another address</source>
            <translation>Құрылғы басқа мекенжайдан табылды</translation>
        </message>
        <message>
            <source>Family of a device chosen</source>
            <translation>Құрылғы түрі таңдалды</translation>
        </message>
        <message>
            <source>Device renamed</source>
            <translation>Құрылғы атауы өзгертілді</translation>
        </message>
        <message>
            <source>Request file handed to a device's program</source>
            <translation>Құрылғы бағдарламасына сұрау файлы берілді</translation>
        </message>
        <message>
            <source>Settings of a device changed</source>
            <translation>Құрылғы баптаулары өзгертілді</translation>
        </message>
        <message>
            <source>Settings of a device taken back</source>
            <translation>Құрылғы баптаулары қайтарылды</translation>
        </message>
        <message>
            <source>Device taken out of use</source>
            <translation>Құрылғы қолданыстан шығарылды</translation>
        </message>
        <message>
            <source>Colleague asked to sign a document</source>
            <translation>Әріптестен құжатқа қол қою сұралды</translation>
        </message>
        <message>
            <source>Result that a document cites is back</source>
            <translation>Құжат сілтеген нәтиже қайтты</translation>
        </message>
        <message>
            <source>Result that a document cites was moved</source>
            <translation>Құжат сілтеген нәтиже көшірілді</translation>
        </message>
        <message>
            <source>Document signed by a further person</source>
            <translation>Құжатқа тағы бір адам қол қойды</translation>
        </message>
        <message>
            <source>Signing declined</source>
            <translation>Қол қоюдан бас тартылды</translation>
        </message>
        <message>
            <source>Document handed out to be signed elsewhere</source>
            <translation>Құжат басқа жерде қол қоюға берілді</translation>
        </message>
        <message>
            <source>Signed file from outside checked</source>
            <translation>Сырттан келген қол қойылған файл тексерілді</translation>
        </message>
        <message>
            <source>Document opened</source>
            <translation>Құжат ашылды</translation>
        </message>
        <message>
            <source>Document signed</source>
            <translation>Құжатқа қол қойылды</translation>
        </message>
        <message>
            <source>Document taken away with its signatures</source>
            <translation>Құжат қолтаңбаларымен бірге алып кетілді</translation>
        </message>
        <message>
            <source>Document withdrawn by a signed version</source>
            <translation>Құжат қол қойылған нұсқамен қайтарып алынды</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS saved to a file</source>
            <translation>ЭЦҚ-мен сәтсіз әрекеттер файлға сақталды</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS looked at</source>
            <translation>ЭЦҚ-мен сәтсіз әрекеттер қаралды</translation>
        </message>
        <message>
            <source>Evidence of signatures looked at</source>
            <translation>Қолтаңба дәлелдері тексерілді</translation>
        </message>
        <message>
            <source>Sending to the ministry set</source>
            <translation>Министрлікке жіберу бапталды</translation>
        </message>
        <message>
            <source>Ministry's address tried</source>
            <translation>Министрлік мекенжайы сыналды</translation>
        </message>
        <message>
            <source>Export ended</source>
            <translation>Экспорт аяқталды</translation>
        </message>
        <message>
            <source>Key of exports made</source>
            <translation>Экспорт кілті жасалды</translation>
        </message>
        <message>
            <source>Export resumed</source>
            <translation>Экспорт жалғастырылды</translation>
        </message>
        <message>
            <source>Export began</source>
            <translation>Экспорт басталды</translation>
        </message>
        <message>
            <source>Files brought in</source>
            <translation>Файлдар енгізілді</translation>
        </message>
        <message>
            <source>Imported file assigned</source>
            <translation>Енгізілген файл байланыстырылды</translation>
        </message>
        <message>
            <source>Inbox item closed</source>
            <translation>Кіріс жазбасы жабылды</translation>
        </message>
        <message>
            <source>Inbox item opened again</source>
            <translation>Кіріс жазбасы қайта ашылды</translation>
        </message>
        <message>
            <source>Image opened</source>
            <translation>Кескін ашылды</translation>
        </message>
        <message>
            <source>Another version of an image kept</source>
            <translation>Кескіннің басқа нұсқасы сақталды</translation>
        </message>
        <message>
            <source>Received objects counted</source>
            <translation>Қабылданғандар саналды</translation>
        </message>
        <message>
            <source>Damaged record found</source>
            <translation>Бүлінген жазба табылды</translation>
        </message>
        <message>
            <source>Journal checked</source>
            <translation>Журнал тексерілді</translation>
        </message>
        <message>
            <source>Journal saved to a file</source>
            <translation>Журнал файлға сақталды</translation>
        </message>
        <message>
            <source>Journal looked at</source>
            <translation>Журнал қаралды</translation>
        </message>
        <message>
            <source>Signing key added</source>
            <translation>ЭЦҚ кілті қосылды</translation>
        </message>
        <message>
            <source>Signing key replaced</source>
            <translation>Қол қою кілті ауыстырылды</translation>
        </message>
        <message>
            <source>Signing key asked about: revoked or not</source>
            <translation>Қол қою кілтінің қайтарылғаны сұралды</translation>
        </message>
        <message>
            <source>Places of signing keys set</source>
            <translation>Қол қою кілттерінің орындары бапталды</translation>
        </message>
        <message>
            <source>Signing key removed</source>
            <translation>ЭЦҚ кілті алынды</translation>
        </message>
        <message>
            <source>Certificate allowed to log in</source>
            <translation>Сертификатқа кіруге рұқсат берілді</translation>
        </message>
        <message>
            <source>Failed attempt to log in</source>
            <translation>Кіру әрекеті сәтсіз</translation>
        </message>
        <message>
            <source>Logged in</source>
            <translation>Жүйеге кірді</translation>
        </message>
        <message>
            <source>Access restored by the recovery sheet</source>
            <translation>Қолжетімділік парақпен қалпына келтірілді</translation>
        </message>
        <message>
            <source>Certificate no longer allowed to log in</source>
            <translation>Сертификатпен кіруге тыйым салынды</translation>
        </message>
        <message>
            <source>Attempts to log in looked at</source>
            <translation>Кіру әрекеттері қаралды</translation>
        </message>
        <message>
            <source>Order placed</source>
            <translation>Тапсырыс берілді</translation>
        </message>
        <message>
            <source>Order opened again</source>
            <translation>Тапсырыс қайта ашылды</translation>
        </message>
        <message>
            <source>Result came for an order</source>
            <translation>Тапсырыс нәтижесі келді</translation>
        </message>
        <message>
            <source>State of an order changed</source>
            <translation>Тапсырыс күйі өзгертілді</translation>
        </message>
        <message>
            <source>Ministry asked about a message</source>
            <translation>Министрліктен хабарлама туралы сұралды</translation>
        </message>
        <message>
            <source>Message put into the outbox</source>
            <translation>Хабарлама кезекке қойылды</translation>
        </message>
        <message>
            <source>Not subject to sending</source>
            <translation>Жіберуге жатпайды</translation>
        </message>
        <message>
            <source>Message looked at</source>
            <translation>Хабарлама қаралды</translation>
        </message>
        <message>
            <source>Message sent</source>
            <translation>Хабарлама жіберілді</translation>
        </message>
        <message>
            <source>Message to be sent again</source>
            <translation>Хабарлама қайта жіберіледі</translation>
        </message>
        <message>
            <source>Message replaced by a newer one</source>
            <translation>Хабарлама жаңасымен алмастырылды</translation>
        </message>
        <message>
            <source>Colleague asked for a part of a record</source>
            <translation>Әріптестен жазба бөлігі сұралды</translation>
        </message>
        <message>
            <source>Signed part opened again</source>
            <translation>Қол қойылған бөлік қайта ашылды</translation>
        </message>
        <message>
            <source>Part of a record signed</source>
            <translation>Жазба бөлігіне қол қойылды</translation>
        </message>
        <message>
            <source>Part of a record withdrawn</source>
            <translation>Жазба бөлігі алып тасталды</translation>
        </message>
        <message>
            <source>Part of a record written</source>
            <translation>Жазба бөлігі жазылды</translation>
        </message>
        <message>
            <source>Patient registered</source>
            <translation>Пациент тіркелді</translation>
        </message>
        <message>
            <source>Patient's particulars changed</source>
            <translation>Пациент деректері өзгертілді</translation>
        </message>
        <message>
            <source>Patient withdrawn</source>
            <translation>Пациент тізімнен шығарылды</translation>
        </message>
        <message>
            <source>Practice made</source>
            <translation>Практика құрылды</translation>
        </message>
        <message>
            <source>Practice's particulars changed</source>
            <translation>Практика деректері өзгертілді</translation>
        </message>
        <message>
            <source>Reading typed</source>
            <translation>Көрсеткіш енгізілді</translation>
        </message>
        <message>
            <source>Readings of a device's file added</source>
            <translation>Құрылғы файлының көрсеткіштері қосылды</translation>
        </message>
        <message>
            <source>Reading withdrawn</source>
            <translation>Көрсеткіш қайтарып алынды</translation>
        </message>
        <message>
            <source>Certificate of the receiver made</source>
            <translation>Қабылдағыш сертификаты жасалды</translation>
        </message>
        <message>
            <source>Check of devices' certificates switched</source>
            <translation>Құрылғы сертификаттарын тексеру ауыстырылды</translation>
        </message>
        <message>
            <source>Ports of the receiver changed</source>
            <translation>Қабылдағыш порттары өзгертілді</translation>
        </message>
        <message>
            <source>Trusted certificates of devices set</source>
            <translation>Құрылғылардың сенімді сертификаттары қойылды</translation>
        </message>
        <message>
            <source>Record closed</source>
            <translation>Жазба жабылды</translation>
        </message>
        <message>
            <source>Edited copy of a record filed</source>
            <translation>Жазбаның түзетілген көшірмесі тіркелді</translation>
        </message>
        <message>
            <source>Bytes of a record looked at</source>
            <translation>Жазба байттары қаралды</translation>
        </message>
        <message>
            <source>Record opened again</source>
            <translation>Жазба қайта ашылды</translation>
        </message>
        <message>
            <source>Record read anew</source>
            <translation>Жазба қайта оқылды</translation>
        </message>
        <message>
            <source>Record could not be read</source>
            <translation>Жазба оқылмады</translation>
        </message>
        <message>
            <source>Result opened</source>
            <translation>Нәтиже ашылды</translation>
        </message>
        <message>
            <source>Result received</source>
            <translation>Нәтиже қабылданды</translation>
        </message>
        <message>
            <source>Result assigned to the patient</source>
            <translation>Нәтиже пациентке байланыстырылды</translation>
        </message>
        <message>
            <source>Result left without a patient</source>
            <translation>Нәтиже пациентсіз қалдырылды</translation>
        </message>
        <message>
            <source>Result moved to another card</source>
            <translation>Нәтиже басқа картаға көшірілді</translation>
        </message>
        <message>
            <source>Result taken from the card</source>
            <translation>Нәтиже картадан алынды</translation>
        </message>
        <message>
            <source>Rules of locking changed</source>
            <translation>Құлыптау ережелері өзгертілді</translation>
        </message>
        <message>
            <source>Rules of logging in changed</source>
            <translation>Кіру ережелері өзгертілді</translation>
        </message>
        <message>
            <source>Service about revocation set</source>
            <translation>Кері қайтару қызметі бапталды</translation>
        </message>
        <message>
            <source>Time-stamp address set</source>
            <translation>Уақыт белгісінің мекенжайы қойылды</translation>
        </message>
        <message>
            <source>Signature completed with evidence</source>
            <translation>Қолтаңба дәлелдермен толықтырылды</translation>
        </message>
        <message>
            <source>Signature verified again</source>
            <translation>Қолтаңба қайта тексерілді</translation>
        </message>
        <message>
            <source>Proof of a signature renewed</source>
            <translation>Қолтаңба дәлелі жаңартылды</translation>
        </message>
        <message>
            <source>Signature marked for a person to look at</source>
            <translation>Қолтаңба адам қарауы үшін белгіленді</translation>
        </message>
        <message>
            <source>Completion of a signature hurried</source>
            <translation>Қолтаңбаны толықтыру тездетілді</translation>
        </message>
        <message>
            <source>Marked signature was looked at</source>
            <translation>Белгіленген қолтаңба қаралды</translation>
        </message>
        <message>
            <source>Signature time-stamped</source>
            <translation>Қолтаңбаға уақыт белгісі қойылды</translation>
        </message>
        <message>
            <source>Examination performed at a device</source>
            <translation>Зерттеу құрылғыда орындалды</translation>
        </message>
        <message>
            <source>Images added to a study</source>
            <translation>Зерттеуге кескіндер қосылды</translation>
        </message>
        <message>
            <source>Study fetched from another archive</source>
            <translation>Зерттеу басқа архивтен алынды</translation>
        </message>
        <message>
            <source>Study joined again</source>
            <translation>Зерттеу қайта біріктірілді</translation>
        </message>
        <message>
            <source>Archive asked by a workstation</source>
            <translation>Архивке жұмыс станциясы сұрау салды</translation>
        </message>
        <message>
            <source>Study opened</source>
            <translation>Зерттеу ашылды</translation>
        </message>
        <message>
            <source>Study received</source>
            <translation>Зерттеу қабылданды</translation>
        </message>
        <message>
            <source>Study sent to another place</source>
            <translation>Зерттеу басқа жерге жіберілді</translation>
        </message>
        <message>
            <source>Study split</source>
            <translation>Зерттеу бөлінді</translation>
        </message>
        <message>
            <source>Template renamed</source>
            <translation>Үлгі атауы өзгертілді</translation>
        </message>
        <message>
            <source>Template restored</source>
            <translation>Үлгі қалпына келтірілді</translation>
        </message>
        <message>
            <source>Template saved</source>
            <translation>Үлгі сақталды</translation>
        </message>
        <message>
            <source>Template withdrawn</source>
            <translation>Үлгі алынды</translation>
        </message>
        <message>
            <source>Time-stamp address tried</source>
            <translation>Уақыт белгісінің мекенжайы сыналды</translation>
        </message>
        <message>
            <source>Test authority trusted</source>
            <translation>Сынақ орталығына сенім берілді</translation>
        </message>
        <message>
            <source>Step taken back</source>
            <translation>Қадам қайтарылды</translation>
        </message>
        <message>
            <source>Unread record closed</source>
            <translation>Оқылмаған жазба жабылды</translation>
        </message>
        <message>
            <source>Correction of a visit begun</source>
            <translation>Қабылдауды түзету басталды</translation>
        </message>
        <message>
            <source>Note of a visit changed</source>
            <translation>Қабылдау жазбасы өзгертілді</translation>
        </message>
        <message>
            <source>Visit finished, signature waits</source>
            <translation>Қабылдау аяқталды, қол қою күтілуде</translation>
        </message>
        <message>
            <source>Language of a visit changed</source>
            <translation>Қабылдау тілі өзгертілді</translation>
        </message>
        <message>
            <source>Visit begun</source>
            <translation>Қабылдау басталды</translation>
        </message>
        <message>
            <source>Visit without a booking begun</source>
            <translation>Жазылусыз қабылдау басталды</translation>
        </message>
        <message>
            <source>Waiting visit taken back</source>
            <translation>Күтіп тұрған қабылдау қайтарып алынды</translation>
        </message>
        <message>
            <source>Visit withdrawn</source>
            <translation>Қабылдау қайтарып алынды</translation>
        </message>
        <message>
            <source>Names in the log of the wire shown</source>
            <translation>Байланыс журналындағы аттар көрсетілді</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>Nothing was signed.</source>
            <translation>Ештеңеге қол қойылмады.</translation>
        </message>
        <message>
            <source>The PIN of the token is wrong.</source>
            <translation>Токеннің PIN коды қате.</translation>
        </message>
        <message>
            <source>Nothing was signed. The token counts wrong PINs; after two the program stops.</source>
            <translation>Ештеңеге қол қойылмады. Токен қате PIN-дерді санайды; екеуінен кейін программа тоқтайды.</translation>
        </message>
        <message>
            <source>The PIN was wrong twice; the program does not try it again.</source>
            <translation>PIN екі рет қате болды; программа енді байқап көрмейді.</translation>
        </message>
        <message>
            <source>One more mistake could lock the token. Check the PIN with the tool of its maker.</source>
            <translation>Тағы бір қате токенді бұғаттауы мүмкін. PIN-ді өндірушінің құралымен тексеріңіз.</translation>
        </message>
        <message>
            <source>The token has locked itself after too many wrong PINs.</source>
            <translation>Токен қате PIN көп болғандықтан бұғатталды.</translation>
        </message>
        <message>
            <source>Unlock it with the tool of its maker, or at the certification authority.</source>
            <translation>Өндірушінің құралымен немесе куәландырушы орталықта бұғаттан шығарыңыз.</translation>
        </message>
        <message>
            <source>The token was pulled out.</source>
            <translation>Токен суырылып алынды.</translation>
        </message>
        <message>
            <source>Nothing was signed. Put it in and sign again.</source>
            <translation>Ештеңеге қол қойылмады. Токенді салып, қайта қол қойыңыз.</translation>
        </message>
        <message>
            <source>NCALayer has a window open already.</source>
            <translation>NCALayer терезесі ашық тұр.</translation>
        </message>
        <message>
            <source>Finish or close that window, then try again.</source>
            <translation>Ол терезені аяқтаңыз немесе жабыңыз да, қайталаңыз.</translation>
        </message>
        <message>
            <source>The key that was chosen is not the one that is needed.</source>
            <translation>Таңдалған кілт керекті кілт емес.</translation>
        </message>
        <message>
            <source>Nothing was signed. Choose your own key for signing, in use and not expired.</source>
            <translation>Ештеңеге қол қойылмады. Қол қоюға арналған, мерзімі өтпеген өз кілтіңізді таңдаңыз.</translation>
        </message>
        <message>
            <source>What came back is no signature.</source>
            <translation>Қайтып келген дерек қолтаңба емес.</translation>
        </message>
        <message>
            <source>Nothing was kept. Try again; if it repeats, start NCALayer anew.</source>
            <translation>Ештеңе сақталмады. Қайталаңыз; тағы болса, NCALayer-ді қайта іске қосыңыз.</translation>
        </message>
        <message>
            <source>What came back is a signature of something else.</source>
            <translation>Қайтып келген қолтаңба басқа нәрсеге қойылған.</translation>
        </message>
        <message>
            <source>It was not taken. Sign again; if it repeats, tell support.</source>
            <translation>Ол қабылданбады. Қайта қол қойыңыз; тағы болса, қолдау қызметіне айтыңыз.</translation>
        </message>
        <message>
            <source>This key was replaced already.</source>
            <translation>Бұл кілт әлдеқашан ауыстырылған.</translation>
        </message>
        <message>
            <source>This is the same certificate.</source>
            <translation>Бұл — сол сертификаттың өзі.</translation>
        </message>
        <message>
            <source>Choose the new key that the certification authority gave you.</source>
            <translation>Куәландырушы орталық берген жаңа кілтті таңдаңыз.</translation>
        </message>
        <message>
            <source>The certificate was revoked by its authority.</source>
            <translation>Сертификатты куәландырушы орталық кері қайтарған.</translation>
        </message>
        <message>
            <source>Nothing was signed. Get a new key and add it in the settings.</source>
            <translation>Ештеңеге қол қойылмады. Жаңа кілт алып, баптауларда қосыңыз.</translation>
        </message>
        <message>
            <source>This is no library of tokens.</source>
            <translation>Бұл токендер кітапханасы емес.</translation>
        </message>
        <message>
            <source>Give the whole path of the .dll or .so file that the token's maker installed.</source>
            <translation>Токен өндірушісі орнатқан .dll немесе .so файлының толық жолын көрсетіңіз.</translation>
        </message>
        <message>
            <source>This is no address of NCALayer on this computer.</source>
            <translation>Бұл осы компьютердегі NCALayer мекенжайы емес.</translation>
        </message>
        <message>
            <source>It names this computer, 127.0.0.1, by wss: documents go to no other computer to be signed.</source>
            <translation>Онда wss арқылы осы компьютер, 127.0.0.1, аталады: құжаттар қол қоюға басқа компьютерге кетпейді.</translation>
        </message>
        <message>
            <source>Start NCALayer and try again, or use a key file.</source>
            <translation>NCALayer-ді іске қосып, қайталаңыз немесе кілт файлын пайдаланыңыз.</translation>
        </message>
        <message>
            <source>NCALayer does not run on this computer.</source>
            <translation>NCALayer бұл компьютерде іске қосылмаған.</translation>
        </message>
        <message>
            <source>What answers in the place of NCALayer cannot prove that it is NCALayer.</source>
            <translation>NCALayer орнында жауап беретін программа NCALayer екенін дәлелдей алмайды.</translation>
        </message>
        <message>
            <source>Nothing was sent to it. Install NCALayer anew from pki.gov.kz.</source>
            <translation>Оған ештеңе жіберілмеді. NCALayer-ді pki.gov.kz сайтынан қайта орнатыңыз.</translation>
        </message>
        <message>
            <source>NCALayer did not answer in time.</source>
            <translation>NCALayer уақытында жауап бермеді.</translation>
        </message>
        <message>
            <source>This NCALayer is too old.</source>
            <translation>Бұл NCALayer тым ескі.</translation>
        </message>
        <message>
            <source>Install the present version from pki.gov.kz.</source>
            <translation>Қазіргі нұсқасын pki.gov.kz сайтынан орнатыңыз.</translation>
        </message>
        <message>
            <source>No token is connected.</source>
            <translation>Токен қосылмаған.</translation>
        </message>
        <message>
            <source>Put the token in and try again.</source>
            <translation>Токенді салып, қайталаңыз.</translation>
        </message>
        <message>
            <source>The program does not know the library of the tokens.</source>
            <translation>Программа токендер кітапханасын білмейді.</translation>
        </message>
        <message>
            <source>The administrator gives its path in the settings, or use NCALayer.</source>
            <translation>Оның жолын әкімші баптауларда көрсетеді, немесе NCALayer-ді пайдаланыңыз.</translation>
        </message>
        <message>
            <source>The library of the tokens cannot be loaded.</source>
            <translation>Токендер кітапханасы жүктелмейді.</translation>
        </message>
        <message>
            <source>Install the software of the token's maker, then check the path in the settings.</source>
            <translation>Токен өндірушісінің программасын орнатып, баптаулардағы жолды тексеріңіз.</translation>
        </message>
        <message>
            <source>The place of the key answers with an error.</source>
            <translation>Кілт орны қатемен жауап береді.</translation>
        </message>
        <message>
            <source>Nothing was signed. Start it anew and try again.</source>
            <translation>Ештеңеге қол қойылмады. Оны қайта іске қосып, қайталаңыз.</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>Кілт файлы</translation>
        </message>
        <message>
            <source>NCALayer</source>
            <translation>NCALayer</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Токен</translation>
        </message>
        <message>
            <source>individual</source>
            <translation>жеке тұлға</translation>
        </message>
        <message>
            <source>organisation</source>
            <translation>ұйым</translation>
        </message>
        <message>
            <source>first head</source>
            <translation>бірінші басшы</translation>
        </message>
        <message>
            <source>right to sign</source>
            <translation>қол қою құқығы бар</translation>
        </message>
        <message>
            <source>right to sign financial documents</source>
            <translation>қаржы құжаттарына қол қою құқығы бар</translation>
        </message>
        <message>
            <source>personnel department</source>
            <translation>кадр бөлімі</translation>
        </message>
        <message>
            <source>employee</source>
            <translation>қызметкер</translation>
        </message>
        <message>
            <source>information system</source>
            <translation>ақпараттық жүйе</translation>
        </message>
        <message>
            <source>treasury</source>
            <translation>қазынашылық</translation>
        </message>
        <message>
            <source>BIN {number}</source>
            <translation>БСН {number}</translation>
        </message>
        <message>
            <source>expired on {date}</source>
            <translation>{date} мерзімі өтті</translation>
        </message>
        <message>
            <source>valid until {date}, {days}</source>
            <translation>{date} дейін жарамды, {days}</translation>
        </message>
        <message>
            <source>Replaced; it is kept, because documents are signed with it.</source>
            <translation>Ауыстырылған; онымен құжаттарға қол қойылған, сондықтан сақталады.</translation>
        </message>
        <message>
            <source>Not for signing now: {why}.</source>
            <translation>Қазір қол қоюға жарамайды: {why}.</translation>
        </message>
        <message>
            <source>It ends in three days or less: get the new key at the NCA now.</source>
            <translation>Мерзімі үш күннен аспайтын уақытта бітеді: ҰКО-дан жаңа кілтті қазір алыңыз.</translation>
        </message>
        <message>
            <source>It ends in two weeks or less: get a new key at the NCA.</source>
            <translation>Мерзімі екі аптадан аспайтын уақытта бітеді: ҰКО-дан жаңа кілт алыңыз.</translation>
        </message>
        <message>
            <source>It ends within a month: plan a new key.</source>
            <translation>Мерзімі бір ай ішінде бітеді: жаңа кілтті жоспарлаңыз.</translation>
        </message>
        <message>
            <source>Nobody was asked yet whether it was revoked.</source>
            <translation>Кері қайтарылғаны әлі сұралған жоқ.</translation>
        </message>
        <message>
            <source>Not revoked, as the authority said on {when}.</source>
            <translation>Кері қайтарылмаған: куәландырушы орталықтың жауабы, {when}.</translation>
        </message>
        <message>
            <source>it was revoked</source>
            <translation>кері қайтарылған</translation>
        </message>
        <message>
            <source>it was replaced</source>
            <translation>ауыстырылған</translation>
        </message>
        <message>
            <source>the account is suspended</source>
            <translation>есептік жазба тоқтатылған</translation>
        </message>
        <message>
            <source>the library of the tokens is not set</source>
            <translation>токендер кітапханасы көрсетілмеген</translation>
        </message>
        <message>
            <source>the library of the tokens cannot be loaded</source>
            <translation>токендер кітапханасы жүктелмейді</translation>
        </message>
        <message>
            <source>it does not run on this computer</source>
            <translation>бұл компьютерде іске қосылмаған</translation>
        </message>
        <message>
            <source>it does not prove to be NCALayer</source>
            <translation>NCALayer екенін дәлелдей алмайды</translation>
        </message>
        <message>
            <source>no token is connected</source>
            <translation>токен қосылмаған</translation>
        </message>
        <message>
            <source>it does not answer</source>
            <translation>жауап бермейді</translation>
        </message>
        <message>
            <source>its version is too old</source>
            <translation>нұсқасы тым ескі</translation>
        </message>
        <message>
            <source>it answers with an error</source>
            <translation>қатемен жауап береді</translation>
        </message>
        <message>
            <source>A wrong PIN was typed already.</source>
            <translation>Қате PIN бір рет терілген.</translation>
        </message>
        <message>
            <source>One more wrong PIN locks the token: check it with the tool of its maker first.</source>
            <translation>Тағы бір қате PIN токенді бұғаттайды: алдымен өндірушінің құралымен тексеріңіз.</translation>
        </message>
    </context>
    <context>
        <name>login</name>
        <message>
            <source>Choose another key, or log in with the one-time code.</source>
            <translation>Басқа кілтті таңдаңыз немесе бір реттік кодпен кіріңіз.</translation>
        </message>
        <message>
            <source>The certificate has expired.</source>
            <translation>Сертификаттың мерзімі өтіп кеткен.</translation>
        </message>
        <message>
            <source>The certificate is not valid yet. Check the date of this computer.</source>
            <translation>Сертификат әлі күшіне енбеген. Компьютердің күнін тексеріңіз.</translation>
        </message>
        <message>
            <source>The certificate was revoked by its authority.</source>
            <translation>Сертификатты куәландырушы орталық кері қайтарып алған.</translation>
        </message>
        <message>
            <source>The authority says that it never issued this certificate.</source>
            <translation>Куәландырушы орталық мұндай сертификат бермегенін айтады.</translation>
        </message>
        <message>
            <source>This key is meant for signing, not for logging in (AUTH_RSA, GOST).</source>
            <translation>Бұл кілт қол қоюға арналған, кіруге емес (AUTH_RSA немесе GOST керек).</translation>
        </message>
        <message>
            <source>The practice does not trust the authority of this certificate.</source>
            <translation>Практика бұл сертификатты берген орталыққа сенбейді.</translation>
        </message>
        <message>
            <source>The certificate is not really from the authority it names.</source>
            <translation>Сертификат өзінде көрсетілген орталықтан берілмеген.</translation>
        </message>
        <message>
            <source>This is the certificate of an authority, not of a person.</source>
            <translation>Бұл адамның емес, куәландырушы орталықтың сертификаты.</translation>
        </message>
        <message>
            <source>There is something in the certificate that is not known.</source>
            <translation>Сертификатта белгісіз міндетті кеңейтім бар.</translation>
        </message>
        <message>
            <source>The algorithm of this certificate is not permitted.</source>
            <translation>Бұл сертификаттың алгоритміне рұқсат жоқ.</translation>
        </message>
        <message>
            <source>This is a test key; a real practice does not accept it.</source>
            <translation>Бұл сынақ кілті; нақты практика оны қабылдамайды.</translation>
        </message>
        <message>
            <source>This is a real key; a test practice does not accept it.</source>
            <translation>Бұл нақты кілт; сынақ практикасы оны қабылдамайды.</translation>
        </message>
        <message>
            <source>The certificate belongs to another person than this user.</source>
            <translation>Сертификат бұл пайдаланушыға емес, басқа адамға тиесілі.</translation>
        </message>
        <message>
            <source>There is no valid IIN in the certificate.</source>
            <translation>Сертификатта дұрыс ЖСН жоқ.</translation>
        </message>
        <message>
            <source>The program does not know this user's IIN.</source>
            <translation>Бағдарлама бұл пайдаланушының ЖСН-ін білмейді.</translation>
        </message>
        <message>
            <source>This practice does not accept certificates for logging in.</source>
            <translation>Бұл практикада сертификатпен кіруге рұқсат жоқ.</translation>
        </message>
        <message>
            <source>This certificate is not allowed to log in, or no longer.</source>
            <translation>Бұл сертификатқа кіруге рұқсат берілмеген немесе рұқсат алынған.</translation>
        </message>
        <message>
            <source>Nobody can say now whether the certificate was revoked.</source>
            <translation>Сертификаттың кері қайтарылғанын қазір анықтау мүмкін емес.</translation>
        </message>
        <message>
            <source>What was signed is not what was asked for now.</source>
            <translation>Қол қойылған мәтін қазір сұралған мәтін емес.</translation>
        </message>
        <message>
            <source>The signature came later than two minutes after it was asked for.</source>
            <translation>Қолтаңба сұралғаннан кейін екі минуттан кеш келді.</translation>
        </message>
        <message>
            <source>The signature of the key is not right.</source>
            <translation>Кілттің қолтаңбасы дұрыс емес.</translation>
        </message>
        <message>
            <source>These bytes are signed to log in, and for nothing else.</source>
            <translation>Бұл байттарға тек кіру үшін қол қойылады.</translation>
        </message>
        <message>
            <source>Nothing was signed. Ask whoever gave you the file what it is meant for.</source>
            <translation>Ештеңеге қол қойылған жоқ. Файлды бергеннен оның не үшін керегін сұраңыз.</translation>
        </message>
        <message>
            <source>This practice does not accept one-time codes.</source>
            <translation>Бұл практикада бір реттік кодтар қабылданбайды.</translation>
        </message>
        <message>
            <source>Log in with your certificate; the recovery sheet helps where it is lost.</source>
            <translation>Сертификатпен кіріңіз; ол жоғалса, қалпына келтіру парағы көмектеседі.</translation>
        </message>
        <message>
            <source>One of the two second factors must stay.</source>
            <translation>Екінші фактордың кемінде біреуі қалуы керек.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ештеңе өзгерген жоқ.</translation>
        </message>
        <message>
            <source>You have not logged in with a certificate yet.</source>
            <translation>Сіз әлі сертификатпен кірген жоқсыз.</translation>
        </message>
        <message>
            <source>Do it once before codes are given up: otherwise nobody might get in.</source>
            <translation>Кодтардан бас тартпас бұрын бір рет кіріп көріңіз: әйтпесе ешкім кіре алмай қалуы мүмкін.</translation>
        </message>
        <message>
            <source>This is your only certificate, and codes are not accepted.</source>
            <translation>Бұл сіздің жалғыз сертификатыңыз, ал кодтар қабылданбайды.</translation>
        </message>
        <message>
            <source>Add another certificate before you take this one away.</source>
            <translation>Мұны алып тастамас бұрын басқа сертификат қосыңыз.</translation>
        </message>
        <message>
            <source>Whether your certificate was revoked could not be asked now. It is asked again at the next login.</source>
            <translation>Сертификатыңыздың кері қайтарылғанын қазір сұрау мүмкін болмады. Келесі кіргенде қайта сұралады.</translation>
        </message>
    </context>
    <context>
        <name>matching</name>
        <message>
            <source>given by a person</source>
            <translation>адам берген</translation>
        </message>
        <message>
            <source>number of our order</source>
            <translation>тапсырыс нөмірі</translation>
        </message>
        <message>
            <source>step of our order</source>
            <translation>тапсырыс қадамы</translation>
        </message>
        <message>
            <source>study already known</source>
            <translation>зерттеу белгілі</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ЖСН</translation>
        </message>
        <message>
            <source>birth date</source>
            <translation>туған күні</translation>
        </message>
        <message>
            <source>name</source>
            <translation>аты-жөні</translation>
        </message>
        <message>
            <source>name in other letters</source>
            <translation>аты-жөні басқа әріптермен</translation>
        </message>
        <message>
            <source>name with its parts swapped</source>
            <translation>аты-жөнінің бөліктері ауысқан</translation>
        </message>
        <message>
            <source>similar name</source>
            <translation>ұқсас аты-жөн</translation>
        </message>
        <message>
            <source>sex</source>
            <translation>жынысы</translation>
        </message>
        <message>
            <source>our patient number</source>
            <translation>біздің пациент нөмірі</translation>
        </message>
        <message>
            <source>booked that day</source>
            <translation>сол күнге жазылған</translation>
        </message>
        <message>
            <source>booked for this device</source>
            <translation>осы құрылғыға жазылған</translation>
        </message>
        <message>
            <source>IIN differs in one digit</source>
            <translation>ЖСН бір саннан өзгеше</translation>
        </message>
        <message>
            <source>day and month of birth swapped</source>
            <translation>туған күні мен айы ауысқан</translation>
        </message>
        <message>
            <source>same birth year, another day</source>
            <translation>жылы бірдей, күні басқа</translation>
        </message>
        <message>
            <source>another birth date</source>
            <translation>туған күні басқа</translation>
        </message>
        <message>
            <source>another sex</source>
            <translation>жынысы басқа</translation>
        </message>
        <message>
            <source>another name</source>
            <translation>аты-жөні басқа</translation>
        </message>
        <message>
            <source>another IIN</source>
            <translation>ЖСН басқа</translation>
        </message>
        <message>
            <source>Matched: {reasons}</source>
            <translation>Сәйкестендірілді: {reasons}</translation>
        </message>
        <message>
            <source>no identifier was sent</source>
            <translation>идентификатор жіберілмеген</translation>
        </message>
        <message>
            <source>only the device's own number</source>
            <translation>тек құрылғының өз нөмірі</translation>
        </message>
        <message>
            <source>only a name</source>
            <translation>тек аты-жөні</translation>
        </message>
        <message>
            <source>IIN not in the registry</source>
            <translation>ЖСН тізілімде жоқ</translation>
        </message>
        <message>
            <source>IIN without a birth date</source>
            <translation>ЖСН бар, туған күні жоқ</translation>
        </message>
        <message>
            <source>birth date differs</source>
            <translation>туған күні сәйкес емес</translation>
        </message>
        <message>
            <source>two orders disagree</source>
            <translation>екі тапсырыс сәйкес емес</translation>
        </message>
        <message>
            <source>two IINs were sent</source>
            <translation>екі ЖСН жіберілген</translation>
        </message>
        <message>
            <source>order and IIN disagree</source>
            <translation>тапсырыс пен ЖСН сәйкес емес</translation>
        </message>
        <message>
            <source>numbers of two patients</source>
            <translation>екі пациенттің нөмірлері</translation>
        </message>
        <message>
            <source>study number of another patient</source>
            <translation>зерттеу нөмірі басқа пациентке тиесілі</translation>
        </message>
        <message>
            <source>not the object that was announced</source>
            <translation>хабарланған объект емес</translation>
        </message>
        <message>
            <source>taken out of a card</source>
            <translation>картадан алынған</translation>
        </message>
        <message>
            <source>part of a study of somebody else</source>
            <translation>басқа адам зерттеуінің бөлігі</translation>
        </message>
        <message>
            <source>left on purpose</source>
            <translation>әдейі қалдырылған</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>оқылмайды</translation>
        </message>
        <message>
            <source>no HL7 header (MSH) at the beginning</source>
            <translation>басында HL7 тақырыбы (MSH) жоқ</translation>
        </message>
        <message>
            <source>not HL7: perhaps another protocol on this port</source>
            <translation>HL7 емес: бұл портта басқа хаттама болуы мүмкін</translation>
        </message>
        <message>
            <source>the message is larger than 64 MB</source>
            <translation>хабарлама 64 МБ-тан үлкен</translation>
        </message>
        <message>
            <source>more segments than any device sends</source>
            <translation>ешбір құрылғы жібермейтіндей көп сегмент</translation>
        </message>
        <message>
            <source>no DICOM object</source>
            <translation>DICOM нысаны емес</translation>
        </message>
        <message>
            <source>cut off: the connection ended in the middle</source>
            <translation>үзілген: байланыс ортасында бітті</translation>
        </message>
        <message>
            <source>the message does not end</source>
            <translation>хабарлама аяқталмайды</translation>
        </message>
        <message>
            <source>a fault of our reader: show it to support</source>
            <translation>біздің оқу қатеміз: қолдауға көрсетіңіз</translation>
        </message>
        <message>
            <source>a fault of ours while filing: show it to support</source>
            <translation>тіркеу кезіндегі біздің қате: қолдауға көрсетіңіз</translation>
        </message>
        <message>
            <source>by these letters it falls into other parts</source>
            <translation>бұл әріптермен басқаша бөлінеді</translation>
        </message>
        <message>
            <source>letters that the character set does not have</source>
            <translation>кодтамада жоқ әріптер</translation>
        </message>
        <message>
            <source>nothing is changed yet</source>
            <translation>әлі ештеңе өзгертілмеген</translation>
        </message>
        <message>
            <source>destroyed in the archive</source>
            <translation>мұрағатта жойылған</translation>
        </message>
        <message>
            <source>cannot be read: {code}</source>
            <translation>оқылмайды: {code}</translation>
        </message>
        <message>
            <source>question of a device</source>
            <translation>аспаптың сұрауы</translation>
        </message>
        <message>
            <source>order of another system</source>
            <translation>басқа жүйенің тапсырысы</translation>
        </message>
        <message>
            <source>patient of another system</source>
            <translation>басқа жүйенің пациенті</translation>
        </message>
        <message>
            <source>answer to a message of ours</source>
            <translation>біздің хабарламаға жауап</translation>
        </message>
        <message>
            <source>result message without results</source>
            <translation>нәтижесіз нәтиже хабарламасы</translation>
        </message>
        <message>
            <source>message of another kind</source>
            <translation>басқа түрдегі хабарлама</translation>
        </message>
        <message>
            <source>test of our own</source>
            <translation>өз сынағымыз</translation>
        </message>
    </context>
    <context>
        <name>moving</name>
        <message>
            <source>Cite in the note</source>
            <translation>Жазбада келтіру</translation>
        </message>
        <message>
            <source>Move to another patient…</source>
            <translation>Басқа пациентке ауыстыру…</translation>
        </message>
        <message>
            <source>Split the study…</source>
            <translation>Зерттеуді бөлу…</translation>
        </message>
        <message>
            <source>Send to an archive…</source>
            <translation>Мұрағатқа жіберу…</translation>
        </message>
        <message>
            <source>Moved to the card of {name}</source>
            <translation>{name} картасына ауыстырылды</translation>
        </message>
        <message>
            <source>The marked images are in the card of {name}</source>
            <translation>Белгіленген кескіндер {name} картасында</translation>
        </message>
        <message>
            <source>The marked images wait in the inbox</source>
            <translation>Белгіленген кескіндер кірісте күтеді</translation>
        </message>
    </context>
    <context>
        <name>orders</name>
        <message>
            <source>Blood count</source>
            <translation>Қан талдауы</translation>
        </message>
        <message>
            <source>Chemistry</source>
            <translation>Биохимия</translation>
        </message>
        <message>
            <source>Urine</source>
            <translation>Несеп</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>дереу</translation>
        </message>
        <message>
            <source>soon</source>
            <translation>тезірек</translation>
        </message>
        <message>
            <source>routine</source>
            <translation>жоспарлы</translation>
        </message>
        <message>
            <source>ordered</source>
            <translation>тапсырылды</translation>
        </message>
        <message>
            <source>sent, no answer yet</source>
            <translation>жіберілді, жауап жоқ</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>қабылданды</translation>
        </message>
        <message>
            <source>refused by the device</source>
            <translation>аспап қабылдамады</translation>
        </message>
        <message>
            <source>not delivered</source>
            <translation>жеткізілмеді</translation>
        </message>
        <message>
            <source>result arrived</source>
            <translation>нәтиже келді</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>күші жойылды</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>уақытында жауап болмады</translation>
        </message>
        <message>
            <source>not reached</source>
            <translation>байланыс жоқ</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>қосылмаған</translation>
        </message>
        <message>
            <source>no address is set for it</source>
            <translation>мекенжайы көрсетілмеген</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>бос емес</translation>
        </message>
        <message numerus="yes">
            <source>{tests} and %n more</source>
            <translation>
                <numerusform>{tests} және тағы %n</numerusform>
                <numerusform>{tests} және тағы %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>outbox</name>
        <message>
            <source>Record of a visit</source>
            <translation>Қабылдау жазбасы</translation>
        </message>
        <message>
            <source>Document file</source>
            <translation>Құжат файлы</translation>
        </message>
        <message>
            <source>correction</source>
            <translation>түзету</translation>
        </message>
        <message>
            <source>withdrawal</source>
            <translation>кері алу</translation>
        </message>
        <message>
            <source>held</source>
            <translation>ұсталды</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>күтуде</translation>
        </message>
        <message>
            <source>being sent</source>
            <translation>жіберілуде</translation>
        </message>
        <message>
            <source>sent, no answer</source>
            <translation>жіберілді, жауап жоқ</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>қабылданды</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>қабылданбады</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>ауыстырылды</translation>
        </message>
        <message>
            <source>sending this is not switched on yet</source>
            <translation>бұны жіберу әлі қосылмаған</translation>
        </message>
        <message>
            <source>will be asked about before it is sent again</source>
            <translation>қайта жібермес бұрын сұралады</translation>
        </message>
        <message>
            <source>the time stamp of its signature</source>
            <translation>қолтаңбаның уақыт белгісін</translation>
        </message>
        <message>
            <source>its document file goes first</source>
            <translation>алдымен құжат файлы кетеді</translation>
        </message>
        <message>
            <source>an earlier event of this patient</source>
            <translation>осы пациенттің алдыңғы оқиғасын</translation>
        </message>
        <message>
            <source>the next attempt</source>
            <translation>келесі әрекетті</translation>
        </message>
        <message>
            <source>its turn</source>
            <translation>кезегін</translation>
        </message>
        <message>
            <source>rejected: a field is to be corrected</source>
            <translation>қабылданбады: өрісті түзету керек</translation>
        </message>
        <message>
            <source>not now: will be repeated</source>
            <translation>қазір емес: қайталанады</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>жауап жоқ</translation>
        </message>
        <message>
            <source>not sent: no connection</source>
            <translation>жіберілмеді: байланыс жоқ</translation>
        </message>
        <message>
            <source>only asked</source>
            <translation>тек сұралды</translation>
        </message>
    </context>
    <context>
        <name>patients</name>
        <message>
            <source>none</source>
            <translation>жоқ</translation>
        </message>
        <message>
            <source>passport</source>
            <translation>паспорт</translation>
        </message>
        <message>
            <source>identity card</source>
            <translation>жеке куәлік</translation>
        </message>
        <message>
            <source>birth certificate</source>
            <translation>туу туралы куәлік</translation>
        </message>
        <message>
            <source>residence permit</source>
            <translation>ықтиярхат</translation>
        </message>
        <message>
            <source>newborn: mother's IIN</source>
            <translation>жаңа туған: анасының ЖСН</translation>
        </message>
        <message>
            <source>other document</source>
            <translation>басқа құжат</translation>
        </message>
        <message>
            <source>same IIN</source>
            <translation>ЖСН бірдей</translation>
        </message>
        <message>
            <source>IIN differs in one digit: {ours}</source>
            <translation>ЖСН бір саннан өзгеше: {ours}</translation>
        </message>
        <message>
            <source>another IIN: {ours}</source>
            <translation>ЖСН басқа: {ours}</translation>
        </message>
        <message>
            <source>same name</source>
            <translation>аты-жөні бірдей</translation>
        </message>
        <message>
            <source>same birth date</source>
            <translation>туған күні бірдей</translation>
        </message>
        <message>
            <source>same birth year, another day: {ours}</source>
            <translation>жылы бірдей, күні басқа: {ours}</translation>
        </message>
        <message>
            <source>another birth date: {ours}</source>
            <translation>туған күні басқа: {ours}</translation>
        </message>
    </context>
    <context>
        <name>results</name>
        <message>
            <source>demonstration, not a clinical value</source>
            <translation>көрсетілім, клиникалық мән емес</translation>
        </message>
        <message>
            <source>↑ high</source>
            <translation>↑ жоғары</translation>
        </message>
        <message>
            <source>↑↑ critically high</source>
            <translation>↑↑ қауіпті жоғары</translation>
        </message>
        <message>
            <source>↓ low</source>
            <translation>↓ төмен</translation>
        </message>
        <message>
            <source>↓↓ critically low</source>
            <translation>↓↓ қауіпті төмен</translation>
        </message>
        <message>
            <source>abnormal</source>
            <translation>қалыптан тыс</translation>
        </message>
        <message>
            <source>critically abnormal</source>
            <translation>қауіпті қалыптан тыс</translation>
        </message>
        <message>
            <source>above the instrument's scale</source>
            <translation>аспап шегінен жоғары</translation>
        </message>
        <message>
            <source>below the instrument's scale</source>
            <translation>аспап шегінен төмен</translation>
        </message>
        <message>
            <source>Systolic blood pressure</source>
            <translation>Систолалық қысым</translation>
        </message>
        <message>
            <source>Diastolic blood pressure</source>
            <translation>Диастолалық қысым</translation>
        </message>
        <message>
            <source>Heart rate</source>
            <translation>Тамыр соғуы</translation>
        </message>
        <message>
            <source>Glucose</source>
            <translation>Глюкоза</translation>
        </message>
        <message>
            <source>Body weight</source>
            <translation>Салмақ</translation>
        </message>
        <message>
            <source>Body height</source>
            <translation>Бой</translation>
        </message>
        <message>
            <source>Body temperature</source>
            <translation>Дене қызуы</translation>
        </message>
        <message>
            <source>Oxygen saturation</source>
            <translation>Сатурация</translation>
        </message>
        <message>
            <source>Waist circumference</source>
            <translation>Бел айналымы</translation>
        </message>
        <message>
            <source>Respiratory rate</source>
            <translation>Тыныс алу жиілігі</translation>
        </message>
        <message>
            <source>Body mass index</source>
            <translation>Дене салмағының индексі</translation>
        </message>
        <message>
            <source>Body fat</source>
            <translation>Дене майы</translation>
        </message>
        <message>
            <source>RR interval</source>
            <translation>RR аралығы</translation>
        </message>
        <message>
            <source>PR interval</source>
            <translation>PQ аралығы</translation>
        </message>
        <message>
            <source>QRS duration</source>
            <translation>QRS ұзақтығы</translation>
        </message>
        <message>
            <source>QT interval</source>
            <translation>QT аралығы</translation>
        </message>
        <message>
            <source>QTc interval</source>
            <translation>QTc аралығы</translation>
        </message>
        <message>
            <source>P axis</source>
            <translation>P осі</translation>
        </message>
        <message>
            <source>QRS axis</source>
            <translation>QRS осі</translation>
        </message>
        <message>
            <source>T axis</source>
            <translation>T осі</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message numerus="yes">
            <source>curve, %n sample(s)</source>
            <translation>
                <numerusform>қисық, %n нүкте</numerusform>
                <numerusform>қисық, %n нүкте</numerusform>
            </translation>
        </message>
        <message>
            <source>picture</source>
            <translation>сурет</translation>
        </message>
        <message>
            <source>curve</source>
            <translation>қисық</translation>
        </message>
        <message>
            <source>document</source>
            <translation>құжат</translation>
        </message>
        <message>
            <source>typed in, measured here</source>
            <translation>қолмен енгізілді, осында өлшенді</translation>
        </message>
        <message>
            <source>measured by the patient at home</source>
            <translation>үйде пациент өлшеген</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>қолмен</translation>
        </message>
        <message>
            <source>at home</source>
            <translation>үйде</translation>
        </message>
        <message>
            <source>mmHg</source>
            <translation>мм с.б.</translation>
        </message>
        <message>
            <source>/min</source>
            <translation>/мин</translation>
        </message>
        <message>
            <source>no change</source>
            <translation>өзгеріссіз</translation>
        </message>
    </context>
    <context>
        <name>review</name>
        <message>
            <source>The certificate that signed was revoked.</source>
            <translation>Қол қойған сертификат қайтарылған.</translation>
        </message>
        <message>
            <source>The signature's files do not read back as they were stored.</source>
            <translation>Қолтаңба файлдары сақталған күйінде оқылмайды.</translation>
        </message>
        <message>
            <source>The signature is worth less than when it was last looked at.</source>
            <translation>Қолтаңбаның күші соңғы тексергендегіден төмен.</translation>
        </message>
        <message>
            <source>The signature does not hold any more.</source>
            <translation>Қолтаңба енді жарамсыз.</translation>
        </message>
        <message>
            <source>The signature needs a look ({code}).</source>
            <translation>Қолтаңбаны қарау керек ({code}).</translation>
        </message>
    </context>
    <context>
        <name>sign</name>
        <message>
            <source>genuine</source>
            <translation>шынайы</translation>
        </message>
        <message>
            <source>genuine, with remarks</source>
            <translation>шынайы, ескертулермен</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>әлі расталмаған</translation>
        </message>
        <message>
            <source>NOT genuine</source>
            <translation>ШЫНАЙЫ ЕМЕС</translation>
        </message>
        <message>
            <source>something is missing</source>
            <translation>толық емес</translation>
        </message>
        <message>
            <source>waits for the signature</source>
            <translation>қолтаңба күтуде</translation>
        </message>
        <message>
            <source>not finished</source>
            <translation>аяқталмаған</translation>
        </message>
        <message>
            <source>asked to sign it too</source>
            <translation>бірге қол қою сұралды</translation>
        </message>
        <message>
            <source>asked for a part</source>
            <translation>бөлігін жазу сұралды</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>қол қойылды</translation>
        </message>
        <message>
            <source>not signed: the round was ended</source>
            <translation>қол қойылмады: топтама тоқтатылды</translation>
        </message>
        <message>
            <source>The round was ended before it. Nothing is lost: sign it with the next one.</source>
            <translation>Топтама оған жетпей тоқтатылды. Ештеңе жоғалған жоқ: келесі жолы қол қойыңыз.</translation>
        </message>
    </context>
    <context>
        <name>signing</name>
        <message>
            <source>Nothing was signed.</source>
            <translation>Ештеңеге қол қойылмады.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ештеңе өзгертілмеді.</translation>
        </message>
        <message>
            <source>Programs that read PDF know no GOST keys.</source>
            <translation>PDF оқитын бағдарламалар ГОСТ кілттерін білмейді.</translation>
        </message>
        <message>
            <source>Sign the PDF with an RSA key, or keep the signature beside it.</source>
            <translation>PDF-ке RSA кілтімен қол қойыңыз немесе қолтаңбаны қасында сақтаңыз.</translation>
        </message>
        <message>
            <source>The signature with its time stamp does not fit into the PDF.</source>
            <translation>Уақыт белгісі бар қолтаңба PDF-ке сыймайды.</translation>
        </message>
        <message>
            <source>An XML signature has no name for the algorithm of this key.</source>
            <translation>XML қолтаңбасында бұл кілт алгоритмінің атауы жоқ.</translation>
        </message>
        <message>
            <source>The list of revoked certificates is not of the authority that was asked.</source>
            <translation>Қайтарылған сертификаттар тізімі сұралған орталықтікі емес.</translation>
        </message>
        <message>
            <source>The list that was kept before stays in use. Compare the address in the settings.</source>
            <translation>Бұрын сақталған тізім қолданыста қалады. Баптаудағы мекенжайды салыстырыңыз.</translation>
        </message>
        <message>
            <source>The list of revoked certificates is older than the one that is kept.</source>
            <translation>Қайтарылған сертификаттар тізімі сақталғаннан ескі.</translation>
        </message>
        <message>
            <source>The newer one stays in use; nothing needs to be done.</source>
            <translation>Жаңасы қолданыста қалады; ештеңе істеудің қажеті жоқ.</translation>
        </message>
        <message>
            <source>What was shown is not what would be signed.</source>
            <translation>Көрсетілген нәрсе қол қойылатын нәрсемен бірдей емес.</translation>
        </message>
        <message>
            <source>Nothing was signed. Open the document again and look at it before signing.</source>
            <translation>Ештеңеге қол қойылмады. Құжатты қайта ашып, қол қоюдан бұрын қараңыз.</translation>
        </message>
        <message>
            <source>The patient, the practice or a part was changed after the visit was finished.</source>
            <translation>Қабылдау аяқталғаннан кейін пациент, практика немесе бөлік өзгертілді.</translation>
        </message>
        <message>
            <source>Take the visit back, look at it and finish it again.</source>
            <translation>Қабылдауды қайтарып алып, қарап, қайта аяқтаңыз.</translation>
        </message>
        <message>
            <source>The visit does not wait for a signature.</source>
            <translation>Қабылдау қол қоюды күтіп тұрған жоқ.</translation>
        </message>
        <message>
            <source>The part has no text yet.</source>
            <translation>Бөлікте әлі мәтін жоқ.</translation>
        </message>
        <message>
            <source>Write the text, then sign it.</source>
            <translation>Мәтінді жазып, содан кейін қол қойыңыз.</translation>
        </message>
        <message>
            <source>A part of the record that a colleague was asked for is not signed yet.</source>
            <translation>Әріптестен сұралған жазба бөлігіне әлі қол қойылмаған.</translation>
        </message>
        <message>
            <source>Wait for the colleague, or withdraw the part with the reason.</source>
            <translation>Әріптесті күтіңіз немесе себебін жазып, бөлікті алып тастаңыз.</translation>
        </message>
        <message>
            <source>The part is signed or withdrawn already.</source>
            <translation>Бөлікке қол қойылған немесе ол алып тасталған.</translation>
        </message>
        <message>
            <source>Open a new version of it to change it.</source>
            <translation>Өзгерту үшін жаңа нұсқасын ашыңыз.</translation>
        </message>
        <message>
            <source>The part is not signed yet: it can be changed as it is.</source>
            <translation>Бөлікке әлі қол қойылмаған: оны сол күйінде өзгертуге болады.</translation>
        </message>
        <message>
            <source>This user may not sign documents.</source>
            <translation>Бұл пайдаланушы құжаттарға қол қоя алмайды.</translation>
        </message>
        <message>
            <source>Choose a doctor whose account is in use.</source>
            <translation>Есептік жазбасы қолданыстағы дәрігерді таңдаңыз.</translation>
        </message>
        <message>
            <source>The part has no title.</source>
            <translation>Бөліктің атауы жоқ.</translation>
        </message>
        <message>
            <source>Say in a few words what the colleague is asked for.</source>
            <translation>Әріптестен не сұралатынын қысқаша жазыңыз.</translation>
        </message>
        <message>
            <source>This person has signed the document already.</source>
            <translation>Бұл адам құжатқа қол қойып қойған.</translation>
        </message>
        <message>
            <source>Somebody else was asked to sign.</source>
            <translation>Қол қою басқа адамнан сұралған.</translation>
        </message>
        <message>
            <source>The document is withdrawn.</source>
            <translation>Құжат қайтарып алынған.</translation>
        </message>
        <message>
            <source>This is no address of a service that tells which certificates were revoked.</source>
            <translation>Бұл — кері қайтарылған сертификаттарды айтатын қызметтің мекенжайы емес.</translation>
        </message>
        <message>
            <source>It begins with http or https; a practice marked TEST needs one of this computer.</source>
            <translation>Ол http немесе https деп басталады. ТЕСТ белгісі бар практикаға осы компьютердегі мекенжай керек.</translation>
        </message>
        <message>
            <source>There is no signature in the files.</source>
            <translation>Файлдарда қолтаңба жоқ.</translation>
        </message>
        <message>
            <source>Choose the files that the other program wrote: CMS, in DER, PEM or base64.</source>
            <translation>Басқа бағдарлама жазған файлдарды таңдаңыз: CMS, DER, PEM немесе base64 түрінде.</translation>
        </message>
        <message>
            <source>No key is open any more.</source>
            <translation>Ашық кілт қалмады.</translation>
        </message>
        <message>
            <source>Open the key with its password and go on; what is signed stays signed.</source>
            <translation>Кілтті құпиясөзбен ашып, жалғастырыңыз; қол қойылғандар сақталады.</translation>
        </message>
        <message>
            <source>A key of this kind cannot stay open.</source>
            <translation>Мұндай кілт ашық тұра алмайды.</translation>
        </message>
        <message>
            <source>Its own window asks for the password each time.</source>
            <translation>Құпиясөзді әр жолы оның өз терезесі сұрайды.</translation>
        </message>
        <message>
            <source>A key may stay open for 5, 15 or 30 minutes.</source>
            <translation>Кілт 5, 15 немесе 30 минут ашық тұра алады.</translation>
        </message>
        <message>
            <source>Choose one of these.</source>
            <translation>Осылардың бірін таңдаңыз.</translation>
        </message>
    </context>
    <context>
        <name>trials</name>
        <message>
            <source>The authority answers, and its stamp is good: {time}.</source>
            <translation>Орталық жауап береді, белгісі дұрыс: {time}.</translation>
        </message>
        <message>
            <source>The ministry answers and lets this practice in.</source>
            <translation>Министрлік жауап береді және практиканы кіргізеді.</translation>
        </message>
        <message>
            <source>Check the address.</source>
            <translation>Мекенжайды тексеріңіз.</translation>
        </message>
        <message>
            <source>Nobody answers at this address. Check it, the network and the firewall.</source>
            <translation>Бұл мекенжайда ешкім жауап бермейді. Оны, желіні және брандмауэрді тексеріңіз.</translation>
        </message>
        <message>
            <source>The connection stands, but no answer came. Try again later.</source>
            <translation>Байланыс бар, бірақ жауап келмеді. Кейін қайталап көріңіз.</translation>
        </message>
        <message>
            <source>Somebody answers, but not the ministry's service.</source>
            <translation>Жауап бар, бірақ ол министрліктің қызметі емес.</translation>
        </message>
        <message>
            <source>The server sends us to another address.</source>
            <translation>Сервер басқа мекенжайға жібереді.</translation>
        </message>
        <message>
            <source>The server does not let us in. Check login and password.</source>
            <translation>Сервер кіргізбейді. Логин мен құпиясөзді тексеріңіз.</translation>
        </message>
        <message>
            <source>The service is busy now. Try again later.</source>
            <translation>Қызмет қазір бос емес. Кейін қайталап көріңіз.</translation>
        </message>
        <message>
            <source>The service has a fault of its own. Try again later.</source>
            <translation>Қызметтің өзінде ақау бар. Кейін қайталап көріңіз.</translation>
        </message>
        <message>
            <source>The authority refuses to stamp.</source>
            <translation>Орталық белгі қоюдан бас тартады.</translation>
        </message>
        <message>
            <source>Somebody answers, but no time-stamp authority.</source>
            <translation>Жауап бар, бірақ ол уақыт белгілері орталығы емес.</translation>
        </message>
        <message>
            <source>The answer belongs to another question. Do not use this address.</source>
            <translation>Жауап басқа сұраққа тиесілі. Бұл мекенжайды пайдаланбаңыз.</translation>
        </message>
        <message>
            <source>The stamp is not of an authority that this practice trusts.</source>
            <translation>Белгіні бұл практика сенетін орталық қоймаған.</translation>
        </message>
    </context>
    <context>
        <name>viewer</name>
        <message>
            <source>image</source>
            <translation>сурет</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message>
            <source>measurements</source>
            <translation>өлшемдер</translation>
        </message>
        <message>
            <source>document</source>
            <translation>құжат</translation>
        </message>
        <message>
            <source>object that cannot be shown</source>
            <translation>көрсетілмейтін нысан</translation>
        </message>
        <message>
            <source>The object is kept unchanged and can be exported.</source>
            <translation>Нысан өзгеріссіз сақталған, экспорттауға болады.</translation>
        </message>
        <message>
            <source>There is no picture in this object.</source>
            <translation>Бұл нысанда сурет жоқ.</translation>
        </message>
        <message>
            <source>The picture is damaged: the device sent it so.</source>
            <translation>Сурет зақымдалған: құрылғы осылай жіберген.</translation>
        </message>
        <message>
            <source>The picture is cut off: the device sent it so.</source>
            <translation>Сурет үзілген: құрылғы осылай жіберген.</translation>
        </message>
        <message>
            <source>This frame is missing in the object.</source>
            <translation>Нысанда бұл кадр жоқ.</translation>
        </message>
        <message>
            <source>This compression is not known.</source>
            <translation>Бұл сығу түрі белгісіз.</translation>
        </message>
        <message>
            <source>Videos are not shown yet.</source>
            <translation>Бейне әзірге көрсетілмейді.</translation>
        </message>
        <message>
            <source>The picture is too large to be shown.</source>
            <translation>Сурет көрсетуге тым үлкен.</translation>
        </message>
        <message>
            <source>The object cannot be read.</source>
            <translation>Нысан оқылмайды.</translation>
        </message>
        <message>
            <source>The curve cannot be read.</source>
            <translation>Қисық оқылмайды.</translation>
        </message>
        <message>
            <source>The curve is compressed in a way that is not drawn.</source>
            <translation>Қисық сызылмайтын тәсілмен сығылған.</translation>
        </message>
        <message>
            <source>The file was changed or cut: its checksum does not agree.</source>
            <translation>Файл өзгертілген не кесілген: бақылау қосындысы сәйкес емес.</translation>
        </message>
        <message>
            <source>The PDF cannot be read.</source>
            <translation>PDF оқылмайды.</translation>
        </message>
        <message>
            <source>The picture could not be decoded.</source>
            <translation>Суретті ашу мүмкін болмады.</translation>
        </message>
        <message>
            <source>Decoding the picture took too long and was stopped.</source>
            <translation>Суретті ашу тым ұзаққа созылып, тоқтатылды.</translation>
        </message>
        <message>
            <source>The stored bytes are damaged; a backup may hold them whole.</source>
            <translation>Сақталған байттар зақымдалған; резервтік көшірмеде бүтін болуы мүмкін.</translation>
        </message>
        <message>
            <source>This kind of object cannot be shown.</source>
            <translation>Мұндай нысан көрсетілмейді.</translation>
        </message>
    </context>
    <context>
        <name>visit</name>
        <message>
            <source>Complaints</source>
            <translation>Шағымдар</translation>
        </message>
        <message>
            <source>Anamnesis</source>
            <translation>Анамнез</translation>
        </message>
        <message>
            <source>Objective status</source>
            <translation>Объективті жағдайы</translation>
        </message>
        <message>
            <source>Indicators</source>
            <translation>Көрсеткіштер</translation>
        </message>
        <message>
            <source>Diagnosis</source>
            <translation>Диагноз</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Емдеу жоспары</translation>
        </message>
        <message>
            <source>Prescription</source>
            <translation>Дәрі тағайындау</translation>
        </message>
        <message>
            <source>Recommendations</source>
            <translation>Ұсынымдар</translation>
        </message>
        <message>
            <source>Gaps of a template</source>
            <translation>Үлгінің бос орындары</translation>
        </message>
        <message>
            <source>Medicine</source>
            <translation>Дәрі</translation>
        </message>
        <message>
            <source>Form and strength</source>
            <translation>Түрі мен дозасы</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>Бір реттік мөлшері</translation>
        </message>
        <message>
            <source>Route</source>
            <translation>Енгізу жолы</translation>
        </message>
        <message>
            <source>How often</source>
            <translation>Қабылдау жиілігі</translation>
        </message>
        <message>
            <source>How long</source>
            <translation>Ұзақтығы</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Саны</translation>
        </message>
        <message>
            <source>Note for the patient</source>
            <translation>Пациентке ескерту</translation>
        </message>
        <message>
            <source>Still missing: {fields}</source>
            <translation>Жетпейді: {fields}</translation>
        </message>
        <message>
            <source>Recorded allergy of this patient: {substances}</source>
            <translation>Пациентте аллергия жазылған: {substances}</translation>
        </message>
        <message>
            <source>therapy</source>
            <translation>терапия</translation>
        </message>
        <message>
            <source>ultrasound</source>
            <translation>УДЗ</translation>
        </message>
        <message>
            <source>cardiology</source>
            <translation>кардиология</translation>
        </message>
        <message>
            <source>Temp.</source>
            <translation>Қызуы</translation>
        </message>
        <message>
            <source>BP</source>
            <translation>АҚ</translation>
        </message>
        <message>
            <source>mmHg</source>
            <translation>мм с.б.</translation>
        </message>
        <message>
            <source>Pulse</source>
            <translation>Тамыр</translation>
        </message>
        <message>
            <source>/min</source>
            <translation>/мин</translation>
        </message>
        <message>
            <source>Resp.</source>
            <translation>Тыныс</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>Бойы</translation>
        </message>
        <message>
            <source>cm</source>
            <translation>см</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Салмағы</translation>
        </message>
        <message>
            <source>kg</source>
            <translation>кг</translation>
        </message>
        <message>
            <source>Body temperature, °C</source>
            <translation>Дене қызуы, °C</translation>
        </message>
        <message>
            <source>Blood pressure, mmHg: systolic/diastolic</source>
            <translation>Артериялық қысым, мм с.б.: систолалық/диастолалық</translation>
        </message>
        <message>
            <source>Pulse, beats per minute</source>
            <translation>Тамыр соғуы, минутына</translation>
        </message>
        <message>
            <source>Oxygen saturation, %</source>
            <translation>Қанның оттегіге қанығуы, %</translation>
        </message>
        <message>
            <source>Respiratory rate, breaths per minute</source>
            <translation>Тыныс алу жиілігі, минутына</translation>
        </message>
        <message>
            <source>Height, cm</source>
            <translation>Бойы, см</translation>
        </message>
        <message>
            <source>Weight, kg</source>
            <translation>Салмағы, кг</translation>
        </message>
        <message>
            <source>BMI {value}</source>
            <translation>ДСИ {value}</translation>
        </message>
        <message>
            <source>main</source>
            <translation>негізгі</translation>
        </message>
        <message>
            <source>concomitant</source>
            <translation>қосалқы</translation>
        </message>
        <message>
            <source>preliminary</source>
            <translation>алдын ала</translation>
        </message>
        <message>
            <source>final</source>
            <translation>қорытынды</translation>
        </message>
        <message>
            <source>draft</source>
            <translation>жоба</translation>
        </message>
        <message>
            <source>to sign</source>
            <translation>қол қоюды күтуде</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>қол қойылды</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>кері алынған</translation>
        </message>
        <message>
            <source>Finish and sign</source>
            <translation>Аяқтау және қол қою</translation>
        </message>
        <message>
            <source>Insert a template</source>
            <translation>Үлгіні қою</translation>
        </message>
        <message>
            <source>Next gap of the template</source>
            <translation>Үлгінің келесі бос орны</translation>
        </message>
        <message>
            <source>Previous gap of the template</source>
            <translation>Үлгінің алдыңғы бос орны</translation>
        </message>
        <message>
            <source>Save this note as a template</source>
            <translation>Жазбаны үлгі етіп сақтау</translation>
        </message>
        <message>
            <source>Prescription of the previous visit</source>
            <translation>Алдыңғы қабылдаудағы дәрілер</translation>
        </message>
        <message>
            <source>Template “{name}” is saved</source>
            <translation>«{name}» үлгісі сақталды</translation>
        </message>
        <message>
            <source>There is no gap left in the note</source>
            <translation>Жазбада бос орын қалмады</translation>
        </message>
    </context>
</TS>
