<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_KZ" sourcelanguage="en">
    <context>
        <name>AddressesScreen</name>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Для чего</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>Последний раз</translation>
        </message>
        <message>
            <source>Outbound addresses</source>
            <translation>Исходящие адреса</translation>
        </message>
        <message>
            <source>To the settings</source>
            <translation>К настройкам</translation>
        </message>
        <message>
            <source>All that this practice speaks to by itself. The program has no address built in and reports to nobody; each of these was set by a person, and the journal says by whom.</source>
            <translation>Всё, с чем эта практика связывается сама. Встроенных адресов в программе нет, и она ни перед кем не отчитывается; каждый из этих задал человек, и журнал говорит, кто.</translation>
        </message>
        <message>
            <source>No address is set</source>
            <translation>Ни один адрес не задан</translation>
        </message>
        <message>
            <source>This practice speaks to nobody outside this computer.</source>
            <translation>Эта практика ни с кем вне этого компьютера не связывается.</translation>
        </message>
        <message>
            <source>Messages to the ministry</source>
            <translation>Сообщения в министерство</translation>
        </message>
        <message>
            <source>Time stamps of signatures: fingerprints only</source>
            <translation>Метки времени подписей: только отпечатки</translation>
        </message>
        <message>
            <source>Revocation of certificates: serial numbers only</source>
            <translation>Отзыв сертификатов: только серийные номера</translation>
        </message>
        <message>
            <source>We connect, the device sends results</source>
            <translation>Подключаемся мы, аппарат присылает результаты</translation>
        </message>
        <message>
            <source>Orders and patients for the device</source>
            <translation>Назначения и пациенты для аппарата</translation>
        </message>
        <message>
            <source>Images that it asks for, notices of storage</source>
            <translation>Снимки, которые он запрашивает, извещения о хранении</translation>
        </message>
        <message>
            <source>Archive of images: sending and fetching</source>
            <translation>Архив снимков: отправка и получение</translation>
        </message>
        <message>
            <source>Watched folder on another computer</source>
            <translation>Наблюдаемая папка на другом компьютере</translation>
        </message>
        <message>
            <source>Daily backup on another computer</source>
            <translation>Ежедневная копия на другом компьютере</translation>
        </message>
        <message>
            <source>Images of one study, named by hand</source>
            <translation>Снимки одного исследования, указан вручную</translation>
        </message>
        <message>
            <source>only when asked</source>
            <translation>только по просьбе</translation>
        </message>
        <message>
            <source>on</source>
            <translation>включено</translation>
        </message>
        <message>
            <source>off</source>
            <translation>выключено</translation>
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
            <translation>Неудачные попытки с ЭЦП</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Цель</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>Рабочее место</translation>
        </message>
        <message>
            <source>Name, IIN, BIN or login</source>
            <translation>Имя, ИИН, БИН или логин</translation>
        </message>
        <message>
            <source>all</source>
            <translation>все</translation>
        </message>
        <message>
            <source>The attempt in full</source>
            <translation>Попытка полностью</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Owner of the certificate</source>
            <translation>Владелец сертификата</translation>
        </message>
        <message>
            <source>Attempts made before anybody had logged in are here too. Looking at them is written into the journal. Rows: {count}.</source>
            <translation>Здесь и попытки, сделанные, пока никто не вошёл. Просмотр записывается в журнал. Строк: {count}.</translation>
        </message>
        <message>
            <source>No failed attempts</source>
            <translation>Неудачных попыток нет</translation>
        </message>
        <message>
            <source>Nobody failed with an EDS in these days, as far as was asked.</source>
            <translation>По этим условиям за эти дни неудачных попыток с ЭЦП не было.</translation>
        </message>
    </context>
    <context>
        <name>BackupSection</name>
        <message>
            <source>Saving and rehearsing the restore</source>
            <translation>Сохраняется, восстановление репетируется</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервная копия</translation>
        </message>
        <message>
            <source>Last good copy</source>
            <translation>Последняя исправная копия</translation>
        </message>
        <message>
            <source>Every day</source>
            <translation>Каждый день</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Сделать копию сейчас</translation>
        </message>
        <message>
            <source>Daily backup…</source>
            <translation>Ежедневная копия…</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Копия в другую папку…</translation>
        </message>
        <message>
            <source>The copy is made and read back.</source>
            <translation>Копия сделана и прочитана обратно.</translation>
        </message>
        <message>
            <source>There is none yet.</source>
            <translation>Пока ни одной.</translation>
        </message>
        <message>
            <source>Off: copies are made only when somebody presses the button.</source>
            <translation>Выключено: копия делается, только когда кто-то нажмёт кнопку.</translation>
        </message>
    </context>
    <context>
        <name>BackupSheet</name>
        <message>
            <source>Daily backup</source>
            <translation>Ежедневная копия</translation>
        </message>
        <message>
            <source>Made while you work and read back at once. Where the time passed with the program closed, the copy is made at the next opening. Best on another disk: a copy in this computer burns with it.</source>
            <translation>Делается во время работы и сразу читается обратно. Если время прошло при закрытой программе, копия делается при следующем открытии. Лучше на другом диске: копия в этом же компьютере сгорит вместе с ним.</translation>
        </message>
        <message>
            <source>Make a copy every day</source>
            <translation>Делать копию каждый день</translation>
        </message>
        <message>
            <source>At</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>A disk that is not connected is told, and tried again.</source>
            <translation>Если диск не подключён, программа скажет и попробует снова.</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Выбрать</translation>
        </message>
        <message>
            <source>Hours and minutes, as 20:00.</source>
            <translation>Часы и минуты, например 20:00.</translation>
        </message>
        <message>
            <source>Choose a folder, best on another disk.</source>
            <translation>Выберите папку, лучше на другом диске.</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Выберите папку</translation>
        </message>
        <message>
            <source>A copy is made every day at {time}.</source>
            <translation>Копия делается каждый день в {time}.</translation>
        </message>
        <message>
            <source>No copy is made by itself.</source>
            <translation>Сама копия не делается.</translation>
        </message>
    </context>
    <context>
        <name>BatchSheet</name>
        <message>
            <source>The key is opened</source>
            <translation>Ключ открывается</translation>
        </message>
        <message numerus="yes">
            <source>Sign %n document(s)</source>
            <translation>
                <numerusform>Подписать %n документ</numerusform>
                <numerusform>Подписать %n документа</numerusform>
                <numerusform>Подписать %n документов</numerusform>
            </translation>
        </message>
        <message>
            <source>Each document is signed and kept on its own: if one fails, the others are signed. You can stop between two documents.</source>
            <translation>Каждый документ подписывается и сохраняется отдельно: если с одним не получится, остальные будут подписаны. Между двумя документами можно остановиться.</translation>
        </message>
        <message>
            <source>Keep the key open for</source>
            <translation>Держать ключ открытым</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Подписать</translation>
        </message>
    </context>
    <context>
        <name>BookingSheet</name>
        <message>
            <source>There is no free time within 30 days. Choose another length or doctor.</source>
            <translation>В ближайшие 30 дней свободного времени нет. Выберите другую длительность или врача.</translation>
        </message>
        <message>
            <source>Choose a patient from the list.</source>
            <translation>Выберите пациента из списка.</translation>
        </message>
        <message>
            <source>There is no such day.</source>
            <translation>Такого дня нет.</translation>
        </message>
        <message>
            <source>Hours and minutes, e.g. 09:30.</source>
            <translation>Часы и минуты, например 09:30.</translation>
        </message>
        <message>
            <source>Say why it is urgent: it is kept in the record.</source>
            <translation>Напишите, почему срочно: это останется в записи.</translation>
        </message>
        <message>
            <source>Emergency without a booking</source>
            <translation>Экстренно, без записи</translation>
        </message>
        <message>
            <source>Book a patient</source>
            <translation>Записать пациента</translation>
        </message>
        <message>
            <source>Receive now</source>
            <translation>Принять сейчас</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Записать</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>День</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Длительность</translation>
        </message>
        <message>
            <source>Doctor</source>
            <translation>Врач</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Устройство</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Зачем</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
            </translation>
        </message>
        <message>
            <source>no device</source>
            <translation>без устройства</translation>
        </message>
        <message>
            <source>Emergency: received without a booking</source>
            <translation>Экстренно: приём без записи</translation>
        </message>
        <message>
            <source>Next free time</source>
            <translation>Следующее свободное время</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>BringSheet</name>
        <message>
            <source>Choose files</source>
            <translation>Выберите файлы</translation>
        </message>
        <message>
            <source>Choose a folder or a disc</source>
            <translation>Выберите папку или диск</translation>
        </message>
        <message>
            <source>Say why: it is kept in the journal.</source>
            <translation>Укажите причину: она сохранится в журнале.</translation>
        </message>
        <message>
            <source>Bringing in</source>
            <translation>Загрузка</translation>
        </message>
        <message>
            <source>Import files</source>
            <translation>Загрузка файлов</translation>
        </message>
        <message>
            <source>DICOM files, a folder or a disc (DICOMDIR), PDF, pictures, ECG and HL7 files. Choose them or drop them here. The files themselves stay as they are.</source>
            <translation>Файлы DICOM, папка или диск (DICOMDIR), PDF, снимки, файлы ЭКГ и HL7. Выберите их или перетащите сюда. Сами файлы не изменяются.</translation>
        </message>
        <message>
            <source>Choose files…</source>
            <translation>Выбрать файлы…</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Выбрать папку…</translation>
        </message>
        <message>
            <source>Why to this patient</source>
            <translation>Почему этому пациенту</translation>
        </message>
        <message>
            <source>What matches nobody by itself is given to this patient.</source>
            <translation>То, что само ни с кем не совпало, будет отнесено к этому пациенту.</translation>
        </message>
        <message>
            <source>for example: the patient brought a disc</source>
            <translation>например: пациент принёс диск</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Загрузить</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} и ещё %n</numerusform>
                <numerusform>{names} и ещё %n</numerusform>
                <numerusform>{names} и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopped. What had come in stays.</source>
            <translation>Остановлено. Что успело загрузиться, сохранено.</translation>
        </message>
        <message>
            <source>Filed: {count}</source>
            <translation>Разнесено: {count}</translation>
        </message>
        <message>
            <source>In the inbox: {count}</source>
            <translation>Во входящих: {count}</translation>
        </message>
        <message>
            <source>Known already: {count}</source>
            <translation>Уже было: {count}</translation>
        </message>
        <message>
            <source>Could not be read, see the inbox: {count}</source>
            <translation>Не прочитано, см. входящие: {count}</translation>
        </message>
        <message>
            <source>Of other patients, and filed there: {count}</source>
            <translation>Других пациентов, разнесено им: {count}</translation>
        </message>
        <message numerus="yes">
            <source>Not brought in (%n): {names}</source>
            <translation>
                <numerusform>Не загружено (%n): {names}</numerusform>
                <numerusform>Не загружено (%n): {names}</numerusform>
                <numerusform>Не загружено (%n): {names}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BytesSheet</name>
        <message>
            <source>{size}, kept exactly as it is. Looking at it is in the journal.</source>
            <translation>{size}, хранится в точности. Просмотр записан в журнал.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
    </context>
    <context>
        <name>CandidateCard</name>
        <message>
            <source>IIN {iin}</source>
            <translation>ИИН {iin}</translation>
        </message>
        <message>
            <source>no IIN</source>
            <translation>без ИИН</translation>
        </message>
        <message>
            <source>How well it fits, of 100</source>
            <translation>Насколько подходит, из 100</translation>
        </message>
        <message>
            <source>Give to this patient</source>
            <translation>Назначить пациенту</translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message>
            <source>not calibrated</source>
            <translation>не откалибровано</translation>
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
            <translation>Начать приём</translation>
        </message>
        <message>
            <source>Edit the patient</source>
            <translation>Изменить данные пациента</translation>
        </message>
        <message>
            <source>Who opened this card</source>
            <translation>Кто открывал эту карту</translation>
        </message>
        <message>
            <source>Order tests</source>
            <translation>Заказать анализы</translation>
        </message>
        <message>
            <source>Taken out of this card: it waits in the inbox</source>
            <translation>Убрано из этой карты: ждёт во входящих</translation>
        </message>
        <message>
            <source>The note cites it already</source>
            <translation>Запись уже ссылается на него</translation>
        </message>
        <message>
            <source>There is no open note: start a visit, then cite the result</source>
            <translation>Открытой записи нет: начните приём, затем сошлитесь на результат</translation>
        </message>
        <message>
            <source>{name}: saved</source>
            <translation>{name}: сохранено</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Заказано</translation>
        </message>
    </context>
    <context>
        <name>CitedRow</name>
        <message>
            <source>not in this card any more: {what}</source>
            <translation>больше не в этой карте: {what}</translation>
        </message>
        <message>
            <source>Take the reference out of the note</source>
            <translation>Убрать ссылку из записи</translation>
        </message>
        <message>
            <source>Cited:</source>
            <translation>Ссылки:</translation>
        </message>
    </context>
    <context>
        <name>CitedWarning</name>
        <message>
            <source>result</source>
            <translation>результат</translation>
        </message>
        <message>
            <source>What this document cites is not in the patient's card any more</source>
            <translation>Результата, на который ссылается документ, больше нет в карте пациента</translation>
        </message>
        <message>
            <source>The document stays as it was signed. A correction is a new version that names it.</source>
            <translation>Документ остаётся таким, как подписан. Исправление — новая версия, которая его называет.</translation>
        </message>
        <message>
            <source>A later version of this document corrects it.</source>
            <translation>Его исправляет более поздняя версия этого документа.</translation>
        </message>
        <message>
            <source>Write a correction</source>
            <translation>Написать исправление</translation>
        </message>
    </context>
    <context>
        <name>CitingWarning</name>
        <message>
            <source>version {number}</source>
            <translation>версия {number}</translation>
        </message>
        <message numerus="yes">
            <source>%n signed document(s) cite it</source>
            <translation>
                <numerusform>На это ссылается %n подписанный документ</numerusform>
                <numerusform>На это ссылаются %n подписанных документа</numerusform>
                <numerusform>На это ссылаются %n подписанных документов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>They stay as they were signed and get a warning; their author can write a correction.</source>
            <translation>Они остаются такими, как подписаны, и получают предупреждение; автор может написать исправление.</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>The last action was taken back</source>
            <translation>Последнее действие отменено</translation>
        </message>
        <message>
            <source>Search or command</source>
            <translation>Поиск или команда</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Undo the last action</source>
            <translation>Отменить последнее действие</translation>
        </message>
        <message>
            <source>Lock the window</source>
            <translation>Заблокировать окно</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Помощь</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>Screen in Kazakh</source>
            <translation>Экран на казахском</translation>
        </message>
        <message>
            <source>Screen in Russian</source>
            <translation>Экран на русском</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Светлая тема</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Тёмная тема</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Высокий контраст</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Крупнее текст</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Мельче текст</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>Новый пациент</translation>
        </message>
        <message>
            <source>Next patient</source>
            <translation>Следующий пациент</translation>
        </message>
        <message>
            <source>Book a patient</source>
            <translation>Записать пациента</translation>
        </message>
        <message>
            <source>Emergency without a booking</source>
            <translation>Экстренно, без записи</translation>
        </message>
        <message>
            <source>What could not be read</source>
            <translation>Что не удалось прочитать</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>Загрузить файлы…</translation>
        </message>
        <message>
            <source>Orders not taken</source>
            <translation>Непринятые заказы</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Отправка в министерство</translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Экспорт всего</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Сделать резервную копию</translation>
        </message>
        <message>
            <source>Nobody waits, and nobody else is booked for today</source>
            <translation>Никто не ждёт, и на сегодня больше никто не записан</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Подключить устройство</translation>
        </message>
    </context>
    <context>
        <name>ConnectScreen</name>
        <message>
            <source>{device} is connected</source>
            <translation>{device}: подключено</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Подключить устройство</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>Слушаем</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Где оно</translation>
        </message>
        <message>
            <source>Name and family</source>
            <translation>Название и семейство</translation>
        </message>
        <message>
            <source>Trial</source>
            <translation>Проба</translation>
        </message>
        <message>
            <source>To the devices</source>
            <translation>К устройствам</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Далее</translation>
        </message>
        <message>
            <source>It goes on when a device is accepted</source>
            <translation>Дальше — когда устройство принято</translation>
        </message>
    </context>
    <context>
        <name>ContextColumn</name>
        <message>
            <source>Allergies</source>
            <translation>Аллергии</translation>
        </message>
        <message>
            <source>none recorded</source>
            <translation>не отмечены</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Предупреждения</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>Лекарства</translation>
        </message>
        <message>
            <source>Diagnoses</source>
            <translation>Диагнозы</translation>
        </message>
        <message>
            <source>Trends</source>
            <translation>Динамика</translation>
        </message>
        <message>
            <source>Representative</source>
            <translation>Представитель</translation>
        </message>
        <message>
            <source>Relative</source>
            <translation>Родственник</translation>
        </message>
        <message>
            <source>abnormal</source>
            <translation>вне нормы</translation>
        </message>
    </context>
    <context>
        <name>Counted</name>
        <message numerus="yes">
            <source>New devices: %n</source>
            <translation>
                <numerusform>Новые устройства: %n</numerusform>
                <numerusform>Новые устройства: %n</numerusform>
                <numerusform>Новые устройства: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rejected: %n</source>
            <translation>
                <numerusform>Отклонено: %n</numerusform>
                <numerusform>Отклонено: %n</numerusform>
                <numerusform>Отклонено: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting to be sent</source>
            <translation>
                <numerusform>%n ждёт отправки</numerusform>
                <numerusform>%n ждут отправки</numerusform>
                <numerusform>%n ждут отправки</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Held: %n</source>
            <translation>
                <numerusform>Удержано: %n</numerusform>
                <numerusform>Удержано: %n</numerusform>
                <numerusform>Удержано: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>EDS: %n day(s)</source>
            <translation>
                <numerusform>ЭЦП: %n день</numerusform>
                <numerusform>ЭЦП: %n дня</numerusform>
                <numerusform>ЭЦП: %n дней</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Devices are being received: %n sealed today</source>
            <translation>
                <numerusform>Устройства принимаются: сегодня запечатан %n объект</numerusform>
                <numerusform>Устройства принимаются: сегодня запечатано %n объекта</numerusform>
                <numerusform>Устройства принимаются: сегодня запечатано %n объектов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n секунду</numerusform>
                <numerusform>%n секунды</numerusform>
                <numerusform>%n секунд</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n минуту</numerusform>
                <numerusform>%n минуты</numerusform>
                <numerusform>%n минут</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n день</numerusform>
                <numerusform>%n дня</numerusform>
                <numerusform>%n дней</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DayScreen</name>
        <message>
            <source>Without a doctor</source>
            <translation>Без врача</translation>
        </message>
        <message>
            <source>device</source>
            <translation>устройство</translation>
        </message>
        <message>
            <source>{patient} is booked for {time}</source>
            <translation>{patient}: запись на {time}</translation>
        </message>
        <message>
            <source>{patient} is moved to {time}</source>
            <translation>{patient}: перенос на {time}</translation>
        </message>
        <message>
            <source>Day before</source>
            <translation>Предыдущий день</translation>
        </message>
        <message>
            <source>Day after</source>
            <translation>Следующий день</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>Free time</source>
            <translation>Свободное время</translation>
        </message>
        <message>
            <source>Emergency</source>
            <translation>Экстренно</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Записать</translation>
        </message>
        <message>
            <source>Bookings of the day</source>
            <translation>Записи дня</translation>
        </message>
        <message>
            <source>emergency</source>
            <translation>экстренно</translation>
        </message>
    </context>
    <context>
        <name>DaySide</name>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>On this day</source>
            <translation>В этот день</translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n мин</numerusform>
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
            <translation>Продолжить приём</translation>
        </message>
        <message>
            <source>Start the visit</source>
            <translation>Начать приём</translation>
        </message>
        <message>
            <source>“Move” lays a booking here, until you choose its new time</source>
            <translation>«Перенести» кладёт запись сюда, пока вы не выберете новое время</translation>
        </message>
        <message>
            <source>{patient}: choose the new time, on this day or another, and press Enter</source>
            <translation>{patient}: выберите новое время в этот или другой день и нажмите Enter</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Принято</translation>
        </message>
        <message>
            <source>In the room</source>
            <translation>В кабинете</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ожидают</translation>
        </message>
        <message>
            <source>Did not come</source>
            <translation>Не пришли</translation>
        </message>
        <message>
            <source>Selected</source>
            <translation>Выбрано</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>Пришёл</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Открыть карту</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Перенести</translation>
        </message>
        <message>
            <source>Cancel the booking</source>
            <translation>Отменить запись</translation>
        </message>
        <message>
            <source>Board</source>
            <translation>Доска переноса</translation>
        </message>
        <message>
            <source>Leave it where it was</source>
            <translation>Оставить на месте</translation>
        </message>
    </context>
    <context>
        <name>DeviceMessages</name>
        <message>
            <source>This value cannot be set for the device.</source>
            <translation>Такое значение устройству задать нельзя.</translation>
        </message>
        <message>
            <source>What was set before stays. Check the port, the speed and the folder.</source>
            <translation>Прежнее осталось. Проверьте порт, скорость и папку.</translation>
        </message>
        <message>
            <source>It is not said where the device is.</source>
            <translation>Не указано, где устройство.</translation>
        </message>
        <message>
            <source>Enter its address, its serial port or its folder.</source>
            <translation>Введите его адрес, последовательный порт или папку.</translation>
        </message>
        <message>
            <source>A device at this place is in the list already.</source>
            <translation>Устройство в этом месте уже есть в списке.</translation>
        </message>
        <message>
            <source>Open its page and change it there.</source>
            <translation>Откройте его страницу и измените там.</translation>
        </message>
        <message>
            <source>These two devices differ in name or in their way of sending.</source>
            <translation>У этих двух устройств разное имя или способ отправки.</translation>
        </message>
        <message>
            <source>Nothing was changed: they stay two devices.</source>
            <translation>Ничего не изменено: это по-прежнему два устройства.</translation>
        </message>
        <message>
            <source>This file holds no settings of a device.</source>
            <translation>В этом файле нет настроек устройства.</translation>
        </message>
        <message>
            <source>Nothing was changed. Choose a file that was saved on a device's page.</source>
            <translation>Ничего не изменено. Выберите файл, сохранённый на странице устройства.</translation>
        </message>
        <message>
            <source>This file was saved by a newer version of the program.</source>
            <translation>Файл сохранён более новой версией программы.</translation>
        </message>
        <message>
            <source>Nothing was changed. Update the program on this computer.</source>
            <translation>Ничего не изменено. Обновите программу на этом компьютере.</translation>
        </message>
        <message>
            <source>This file is for a device that sends by another way.</source>
            <translation>Этот файл — для устройства с другим способом отправки.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ничего не изменено.</translation>
        </message>
        <message>
            <source>The archive's place cannot be understood.</source>
            <translation>Непонятно, где архив.</translation>
        </message>
        <message>
            <source>Write it as address:port:AE, for example 192.168.0.5:104:ARCHIVE.</source>
            <translation>Запишите так: адрес:порт:AE, например 192.168.0.5:104:ARCHIVE.</translation>
        </message>
        <message>
            <source>The certificate of the encrypted port cannot be used.</source>
            <translation>Сертификат шифрованного порта непригоден.</translation>
        </message>
        <message>
            <source>Make a new one: Devices (F6), Change… Then compare it at the devices again.</source>
            <translation>Сделайте новый: Устройства (F6), Изменить… Затем сверьте его на устройствах.</translation>
        </message>
        <message>
            <source>This file holds no certificates (PEM).</source>
            <translation>В этом файле нет сертификатов (PEM).</translation>
        </message>
        <message>
            <source>Nothing was changed. Ask the technician for the device's certificate.</source>
            <translation>Ничего не изменено. Попросите сертификат устройства у техника.</translation>
        </message>
        <message>
            <source>There is no certificate of a device yet: nobody would be let in.</source>
            <translation>Сертификатов устройств ещё нет: никого бы не впустило.</translation>
        </message>
        <message>
            <source>First take the certificates of the devices.</source>
            <translation>Сначала возьмите сертификаты устройств.</translation>
        </message>
        <message>
            <source>Nobody answers at that address and port.</source>
            <translation>По этому адресу и порту никто не отвечает.</translation>
        </message>
        <message>
            <source>Check address, port, cable and firewall; then try again.</source>
            <translation>Проверьте адрес, порт, кабель и брандмауэр; затем повторите.</translation>
        </message>
        <message>
            <source>Somebody listens there but says nothing that is DICOM.</source>
            <translation>Там кто-то слушает, но говорит не на DICOM.</translation>
        </message>
        <message>
            <source>Check the port, and whether it is the encrypted one.</source>
            <translation>Проверьте порт и не шифрованный ли он.</translation>
        </message>
        <message>
            <source>Parts of this study belong to several patients.</source>
            <translation>Части этого исследования принадлежат разным пациентам.</translation>
        </message>
        <message>
            <source>Send it from the card of each of them.</source>
            <translation>Отправьте его из карты каждого из них.</translation>
        </message>
        <message>
            <source>The other side does not let us in.</source>
            <translation>Другая сторона нас не впускает.</translation>
        </message>
        <message>
            <source>Enter our AE title and address in its list of partners.</source>
            <translation>Внесите наш AE title и адрес в её список партнёров.</translation>
        </message>
        <message>
            <source>The other side refused what we asked for.</source>
            <translation>Другая сторона отказала.</translation>
        </message>
        <message>
            <source>Nothing was lost here. Look at the log of the wire (F6) for its answer.</source>
            <translation>Здесь ничего не потеряно. Её ответ — в журнале связи (F6).</translation>
        </message>
        <message>
            <source>The other side does not take this kind of object.</source>
            <translation>Другая сторона не принимает такие объекты.</translation>
        </message>
        <message>
            <source>It stays here. Ask the technician to allow this kind at the archive.</source>
            <translation>Он остаётся здесь. Попросите техника разрешить такие объекты в архиве.</translation>
        </message>
        <message>
            <source>No encrypted connection comes about.</source>
            <translation>Шифрованная связь не устанавливается.</translation>
        </message>
        <message>
            <source>Compare the certificates of both sides.</source>
            <translation>Сверьте сертификаты обеих сторон.</translation>
        </message>
        <message>
            <source>This urgency of an order is not known.</source>
            <translation>Такая срочность назначения неизвестна.</translation>
        </message>
        <message>
            <source>Choose one from the list.</source>
            <translation>Выберите из списка.</translation>
        </message>
        <message>
            <source>The file could not be written there.</source>
            <translation>Записать файл туда не удалось.</translation>
        </message>
        <message>
            <source>Choose another folder, or free some space on the disk.</source>
            <translation>Выберите другую папку или освободите место на диске.</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>Файл не читается.</translation>
        </message>
        <message>
            <source>Nothing was changed. Check that it is there and that you may open it.</source>
            <translation>Ничего не изменено. Проверьте, что файл на месте и открыть его разрешено.</translation>
        </message>
        <message>
            <source>It was changed once more since then.</source>
            <translation>С тех пор это изменили ещё раз.</translation>
        </message>
        <message>
            <source>It stays as it is now; change it on its page.</source>
            <translation>Остаётся как сейчас; измените на его странице.</translation>
        </message>
    </context>
    <context>
        <name>DevicePage</name>
        <message>
            <source>A device needs a name.</source>
            <translation>Устройству нужно название.</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting message(s) read again</source>
            <translation>
                <numerusform>%n ждавшее сообщение прочитано заново</numerusform>
                <numerusform>%n ждавших сообщения прочитаны заново</numerusform>
                <numerusform>%n ждавших сообщений прочитаны заново</numerusform>
            </translation>
        </message>
        <message>
            <source>{device}: saved</source>
            <translation>{device}: сохранено</translation>
        </message>
        <message>
            <source>Save profile and settings</source>
            <translation>Сохранить профиль и настройки</translation>
        </message>
        <message>
            <source>Saved: {file}</source>
            <translation>Сохранено: {file}</translation>
        </message>
        <message>
            <source>Take profile and settings</source>
            <translation>Взять профиль и настройки</translation>
        </message>
        <message>
            <source>A test object is of nobody: it is taken and kept, and stands in no card.</source>
            <translation>Пробный объект ничей: его примут и сохранят, но ни в одной карте его не будет.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Tests</source>
            <translation>Проверка</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>Последняя связь</translation>
        </message>
        <message>
            <source>Received today</source>
            <translation>Пришло сегодня</translation>
        </message>
        <message>
            <source>Received in all</source>
            <translation>Пришло всего</translation>
        </message>
        <message>
            <source>Unreadable</source>
            <translation>Не прочитано</translation>
        </message>
        <message>
            <source>First heard</source>
            <translation>Первая связь</translation>
        </message>
        <message>
            <source>Calls itself</source>
            <translation>Называет себя</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Name in the practice</source>
            <translation>Название в кабинете</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Семейство</translation>
        </message>
        <message>
            <source>Sets letters and codes that devices of this family need.</source>
            <translation>Задаёт буквы и коды, нужные устройствам этого семейства.</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Буквы</translation>
        </message>
        <message>
            <source>choose only where names of this device come out wrong</source>
            <translation>меняйте, только если имена от этого устройства искажены</translation>
        </message>
        <message>
            <source>general</source>
            <translation>общее</translation>
        </message>
        <message>
            <source>Profile and settings as a file, for another computer; no addresses, no patients.</source>
            <translation>Профиль и настройки файлом, для другого компьютера; без адресов и пациентов.</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Сохранить…</translation>
        </message>
        <message>
            <source>Take from a file…</source>
            <translation>Взять из файла…</translation>
        </message>
        <message>
            <source>Find a study…</source>
            <translation>Найти исследование…</translation>
        </message>
        <message>
            <source>Send a test object to ourselves</source>
            <translation>Послать себе пробный объект</translation>
        </message>
        <message>
            <source>Call the device (C-ECHO)</source>
            <translation>Вызвать устройство (C-ECHO)</translation>
        </message>
        <message>
            <source>Try the connection</source>
            <translation>Проверить связь</translation>
        </message>
        <message>
            <source>Take out of use</source>
            <translation>Вывести из работы</translation>
        </message>
        <message>
            <source>Into use again</source>
            <translation>Вернуть в работу</translation>
        </message>
    </context>
    <context>
        <name>DeviceSettings</name>
        <message>
            <source>Take the maker's own objects too</source>
            <translation>Принимать и собственные объекты производителя</translation>
        </message>
        <message>
            <source>Raw data that only the maker's programs can read; they are kept as they are.</source>
            <translation>Данные, которые читают только программы производителя; хранятся как есть.</translation>
        </message>
        <message>
            <source>May search and fetch studies</source>
            <translation>Может искать и забирать исследования</translation>
        </message>
        <message>
            <source>Only for a workstation of the practice: it then sees every patient's images.</source>
            <translation>Только для рабочей станции кабинета: она увидит снимки всех пациентов.</translation>
        </message>
        <message>
            <source>Is an archive of images (PACS)</source>
            <translation>Это архив снимков (PACS)</translation>
        </message>
        <message>
            <source>Studies can be sent to it and fetched from it. It needs the port below.</source>
            <translation>Туда можно отправлять исследования и забирать их. Нужен порт ниже.</translation>
        </message>
        <message>
            <source>Speak with it encrypted (TLS)</source>
            <translation>Связь с ним шифруется (TLS)</translation>
        </message>
        <message>
            <source>Both sides need certificates; most devices cannot do this.</source>
            <translation>Нужны сертификаты с обеих сторон; большинство устройств этого не умеет.</translation>
        </message>
        <message>
            <source>Answer its questions for orders</source>
            <translation>Отвечать на его запросы заданий</translation>
        </message>
        <message>
            <source>It asks by the tube's number, and is told the patient and the tests of today.</source>
            <translation>Спрашивает по номеру пробирки; ответ — пациент и анализы на сегодня.</translation>
        </message>
        <message>
            <source>Send it today's orders unasked</source>
            <translation>Посылать задания на сегодня без запроса</translation>
        </message>
        <message>
            <source>For analysers that do not ask themselves.</source>
            <translation>Для анализаторов, которые сами не спрашивают.</translation>
        </message>
        <message>
            <source>Tell it who has come today</source>
            <translation>Сообщать ему, кто сегодня пришёл</translation>
        </message>
        <message>
            <source>For monitors with a list of patients; details that change are told too (ADT).</source>
            <translation>Для мониторов со списком пациентов; изменённые данные сообщаются тоже (ADT).</translation>
        </message>
        <message>
            <source>Check the checksum of frames</source>
            <translation>Проверять контрольную сумму кадров</translation>
        </message>
        <message>
            <source>Off only where the device sends none: then a disturbed line goes unnoticed.</source>
            <translation>Выключайте, только если устройство её не шлёт: помехи тогда не заметны.</translation>
        </message>
        <message>
            <source>Keep the connection</source>
            <translation>Держать связь</translation>
        </message>
        <message>
            <source>Off: the receiver leaves the device alone until it is on again.</source>
            <translation>Выключено: приёмник не трогает устройство, пока не включат.</translation>
        </message>
    </context>
    <context>
        <name>DevicesPage</name>
        <message>
            <source>At most 16 Latin capitals, digits, - or _.</source>
            <translation>До 16 латинских заглавных букв, цифр, - или _.</translation>
        </message>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>Число от 1 до 65535.</translation>
        </message>
        <message>
            <source>The two ports must differ.</source>
            <translation>Порты должны различаться.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>Ultrasound, X-ray, ECG and analysers send their results by themselves. Connect them now or later.</source>
            <translation>УЗИ, рентген, ЭКГ и анализаторы присылают результаты сами. Подключите их сейчас или позже.</translation>
        </message>
        <message>
            <source>Enter this at the device</source>
            <translation>Введите это на устройстве</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
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
            <translation>Наш компьютер</translation>
        </message>
        <message>
            <source>How devices call us.</source>
            <translation>Так нас называют устройства.</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>Порт DICOM</translation>
        </message>
        <message>
            <source>Images and ECG.</source>
            <translation>Снимки и ЭКГ.</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>Порт HL7</translation>
        </message>
        <message>
            <source>Analysers and monitors.</source>
            <translation>Анализаторы и мониторы.</translation>
        </message>
        <message>
            <source>Devices are received while the program is locked too: what arrives is sealed until you unlock.</source>
            <translation>Устройства принимаются и тогда, когда программа заблокирована: пришедшее запечатано, пока вы не войдёте.</translation>
        </message>
        <message>
            <source>Analysers and monitors (HL7): the same address, port {port}</source>
            <translation>Анализаторы и мониторы (HL7): тот же адрес, порт {port}</translation>
        </message>
    </context>
    <context>
        <name>DevicesScreen</name>
        <message>
            <source>Device</source>
            <translation>Устройство</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Семейство</translation>
        </message>
        <message>
            <source>Calls itself</source>
            <translation>Называет себя</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>In all</source>
            <translation>Всего</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>It is asked about no more; what it sends is kept and waits in the inbox.</source>
            <translation>Больше не спросим; что оно пришлёт, сохранится и будет ждать во входящих.</translation>
        </message>
        <message>
            <source>{device} is known at {address} now</source>
            <translation>{device}: теперь по адресу {address}</translation>
        </message>
        <message>
            <source>Out of use and not ours too</source>
            <translation>И выведенные, и чужие</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Подключить устройство</translation>
        </message>
        <message>
            <source>Connect one step by step; or enter the values above at the device and send something.</source>
            <translation>Подключите по шагам; или введите значения сверху на устройстве и отправьте что-нибудь.</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>Последняя связь</translation>
        </message>
        <message>
            <source>Unreadable</source>
            <translation>Нечитаемых</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>Devices that were heard</source>
            <translation>Устройства, выходившие на связь</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Журнал связи</translation>
        </message>
        <message>
            <source>No device was heard yet</source>
            <translation>Пока ни одно устройство не вышло на связь</translation>
        </message>
    </context>
    <context>
        <name>DiagnosisList</name>
        <message>
            <source>Make final</source>
            <translation>Сделать заключительным</translation>
        </message>
        <message>
            <source>Make preliminary</source>
            <translation>Сделать предварительным</translation>
        </message>
        <message>
            <source>Make main</source>
            <translation>Сделать основным</translation>
        </message>
        <message>
            <source>Remove {diagnosis}</source>
            <translation>Убрать {diagnosis}</translation>
        </message>
        <message>
            <source>Code or words, e.g. K80.2 (Ctrl+D)</source>
            <translation>Код или слова, например K80.2 (Ctrl+D)</translation>
        </message>
        <message>
            <source>Find a diagnosis by code or words</source>
            <translation>Найти диагноз по коду или словам</translation>
        </message>
        <message>
            <source>Found diagnoses</source>
            <translation>Найденные диагнозы</translation>
        </message>
    </context>
    <context>
        <name>DicomWords</name>
        <message numerus="yes">
            <source>storage of %n kind(s) of objects</source>
            <translation>
                <numerusform>хранение объектов %n вида</numerusform>
                <numerusform>хранение объектов %n видов</numerusform>
                <numerusform>хранение объектов %n видов</numerusform>
            </translation>
        </message>
        <message>
            <source>connection test</source>
            <translation>проверка связи</translation>
        </message>
        <message>
            <source>list of booked patients (worklist)</source>
            <translation>список записанных (worklist)</translation>
        </message>
        <message>
            <source>reports on the step performed (MPPS)</source>
            <translation>отчёты о ходе исследования (MPPS)</translation>
        </message>
        <message>
            <source>storage commitment</source>
            <translation>подтверждение хранения</translation>
        </message>
        <message>
            <source>printing</source>
            <translation>печать</translation>
        </message>
        <message>
            <source>search in the archive</source>
            <translation>поиск в архиве</translation>
        </message>
        <message>
            <source>storage of X-ray images (CR)</source>
            <translation>хранение рентгена (CR)</translation>
        </message>
        <message>
            <source>storage of X-ray images (DX)</source>
            <translation>хранение рентгена (DX)</translation>
        </message>
        <message>
            <source>storage of mammograms</source>
            <translation>хранение маммограмм</translation>
        </message>
        <message>
            <source>storage of dental images</source>
            <translation>хранение снимков зубов</translation>
        </message>
        <message>
            <source>storage of CT</source>
            <translation>хранение КТ</translation>
        </message>
        <message>
            <source>storage of ultrasound images</source>
            <translation>хранение снимков УЗИ</translation>
        </message>
        <message>
            <source>storage of ultrasound clips</source>
            <translation>хранение роликов УЗИ</translation>
        </message>
        <message>
            <source>storage of MR</source>
            <translation>хранение МРТ</translation>
        </message>
        <message>
            <source>storage of screen pictures</source>
            <translation>хранение снимков экрана</translation>
        </message>
        <message>
            <source>storage of ECG curves</source>
            <translation>хранение кривых ЭКГ</translation>
        </message>
        <message>
            <source>storage of fluoroscopy</source>
            <translation>хранение рентгеноскопии</translation>
        </message>
        <message>
            <source>storage of endoscopy</source>
            <translation>хранение эндоскопии</translation>
        </message>
        <message>
            <source>storage of photographs</source>
            <translation>хранение фотографий</translation>
        </message>
        <message>
            <source>storage of eye pictures</source>
            <translation>хранение снимков глаз</translation>
        </message>
        <message>
            <source>storage of measurements and reports (SR)</source>
            <translation>хранение измерений и отчётов (SR)</translation>
        </message>
        <message>
            <source>storage of documents (PDF)</source>
            <translation>хранение документов (PDF)</translation>
        </message>
        <message>
            <source>storage of the maker's own objects</source>
            <translation>хранение собственных объектов производителя</translation>
        </message>
        <message>
            <source>storage of other objects</source>
            <translation>хранение других объектов</translation>
        </message>
    </context>
    <context>
        <name>DocumentPane</name>
        <message>
            <source>page {number} of {pages}</source>
            <translation>страница {number} из {pages}</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Предыдущая страница</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Следующая страница</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Мельче</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Крупнее</translation>
        </message>
    </context>
    <context>
        <name>DocumentScreen</name>
        <message>
            <source>Print the document</source>
            <translation>Печать документа</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>версия {number}</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Печать</translation>
        </message>
        <message>
            <source>Take along…</source>
            <translation>Забрать…</translation>
        </message>
    </context>
    <context>
        <name>DocumentSheet</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
    </context>
    <context>
        <name>DocumentsScreen</name>
        <message>
            <source>Signed</source>
            <translation>Подписан</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <source>Signer</source>
            <translation>Подписал</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>версия {number}</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>отозван</translation>
        </message>
        <message>
            <source>No document of such a patient</source>
            <translation>Документов такого пациента нет</translation>
        </message>
        <message>
            <source>Type another part of the name.</source>
            <translation>Введите другую часть имени.</translation>
        </message>
        <message>
            <source>No documents yet</source>
            <translation>Документов пока нет</translation>
        </message>
        <message>
            <source>A visit that is finished with Ctrl+Enter becomes a signed document and stands here.</source>
            <translation>Приём, завершённый Ctrl+Enter, становится подписанным документом и стоит здесь.</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>Part of the patient's name</source>
            <translation>Часть имени пациента</translation>
        </message>
        <message>
            <source>Filter by the patient's name</source>
            <translation>Фильтр по имени пациента</translation>
        </message>
        <message>
            <source>Check a signed file</source>
            <translation>Проверить подписанный файл</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Отправка в министерство</translation>
        </message>
        <message>
            <source>Signed documents</source>
            <translation>Подписанные документы</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message>
            <source>The practice is ready</source>
            <translation>Практика готова</translation>
        </message>
        <message>
            <source>The record is encrypted and opens with your password and a one-time code</source>
            <translation>Записи зашифрованы и открываются паролем и одноразовым кодом</translation>
        </message>
        <message>
            <source>The recovery sheet is printed and was checked</source>
            <translation>Лист восстановления напечатан и проверен</translation>
        </message>
        <message>
            <source>Devices can be connected at any time</source>
            <translation>Устройства можно подключить в любое время</translation>
        </message>
        <message>
            <source>Every step stands in the journal</source>
            <translation>Каждый шаг записан в журнале</translation>
        </message>
        <message>
            <source>Next: log in, take up the first patient (Ctrl+Shift+N) and book a visit.</source>
            <translation>Дальше: войдите, заведите первого пациента (Ctrl+Shift+N) и запишите его на приём.</translation>
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
            <translation>ТЕСТОВАЯ практика: для проб, не для пациентов</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Devices are not being received ({code})</source>
            <translation>Устройства не принимаются ({code})</translation>
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
            <translation>Пока не читается: {why}</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n показатель</numerusform>
                <numerusform>%n показателя</numerusform>
                <numerusform>%n показателей</numerusform>
            </translation>
        </message>
        <message>
            <source>no patient named</source>
            <translation>пациент не назван</translation>
        </message>
        <message>
            <source>Reads as: {what}</source>
            <translation>Читается как: {what}</translation>
        </message>
        <message>
            <source>Edit a copy and file it</source>
            <translation>Исправить копию и принять её</translation>
        </message>
        <message>
            <source>The original stays as it came. The copy is kept beside it with your name, and this entry is closed.</source>
            <translation>Оригинал остаётся таким, как пришёл. Копия хранится рядом с вашим именем, а эта строка закрывается.</translation>
        </message>
        <message>
            <source>Text of the copy</source>
            <translation>Текст копии</translation>
        </message>
        <message>
            <source>Letters:</source>
            <translation>Буквы:</translation>
        </message>
        <message>
            <source>Character set of the copy</source>
            <translation>Кодировка копии</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>File the copy</source>
            <translation>Принять копию</translation>
        </message>
    </context>
    <context>
        <name>Elsewhere</name>
        <message>
            <source>Where the files are saved</source>
            <translation>Куда сохранить файлы</translation>
        </message>
        <message>
            <source>Saved: {names}</source>
            <translation>Сохранено: {names}</translation>
        </message>
        <message>
            <source>Choose the signatures</source>
            <translation>Выберите подписи</translation>
        </message>
        <message>
            <source>Save the files…</source>
            <translation>Сохранить файлы…</translation>
        </message>
        <message>
            <source>Take the signatures back…</source>
            <translation>Принять подписи…</translation>
        </message>
        <message>
            <source>The files are readable by everybody who has them: delete them when the signatures are back.</source>
            <translation>Файлы прочтёт каждый, у кого они есть: удалите их, когда подписи вернутся.</translation>
        </message>
    </context>
    <context>
        <name>EmergencySheet</name>
        <message>
            <source>Say why it is urgent: it is kept in the record.</source>
            <translation>Напишите, почему срочно: это останется в записи.</translation>
        </message>
        <message>
            <source>There is no booking today</source>
            <translation>На сегодня записи нет</translation>
        </message>
        <message>
            <source>A planned visit has a booking. In an emergency the patient is received at once, with the reason.</source>
            <translation>На плановый приём записываются. Экстренного пациента принимают сразу, с указанием причины.</translation>
        </message>
        <message>
            <source>Reason of the emergency</source>
            <translation>Причина экстренного приёма</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Записать</translation>
        </message>
        <message>
            <source>Receive now</source>
            <translation>Принять сейчас</translation>
        </message>
    </context>
    <context>
        <name>EnterPanel</name>
        <message>
            <source>listening, also while the program is locked</source>
            <translation>слушает, и когда программа заблокирована</translation>
        </message>
        <message>
            <source>not listening: {why}</source>
            <translation>не слушает: {why}</translation>
        </message>
        <message>
            <source>Enter this at the device</source>
            <translation>Введите это на устройстве</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Изменить…</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>Порт DICOM</translation>
        </message>
        <message>
            <source>AE title</source>
            <translation>AE title</translation>
        </message>
        <message>
            <source>HL7 port (laboratory)</source>
            <translation>Порт HL7 (лаборатория)</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Этот компьютер</translation>
        </message>
    </context>
    <context>
        <name>EntryFrame</name>
        <message numerus="yes">
            <source>%n older version(s) kept</source>
            <translation>
                <numerusform>сохранена %n прежняя версия</numerusform>
                <numerusform>сохранены %n прежние версии</numerusform>
                <numerusform>сохранено %n прежних версий</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>new</source>
            <translation>новое</translation>
        </message>
        <message>
            <source>Not this patient</source>
            <translation>Не этот пациент</translation>
        </message>
        <message>
            <source>Cite, move, split, send</source>
            <translation>Сослаться, перенести, разделить, отправить</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
    </context>
    <context>
        <name>ExportScreen</name>
        <message>
            <source>Choose a folder</source>
            <translation>Выбор папки</translation>
        </message>
        <message>
            <source>Exporting</source>
            <translation>Экспорт</translation>
        </message>
        <message>
            <source>Choose an empty folder.</source>
            <translation>Выберите пустую папку.</translation>
        </message>
        <message>
            <source>Say why: it is kept in the journal.</source>
            <translation>Напишите причину: она останется в журнале.</translation>
        </message>
        <message>
            <source>Stopped. Started again with the same folder, it goes on where it was.</source>
            <translation>Остановлено. С той же папкой экспорт продолжится с места остановки.</translation>
        </message>
        <message>
            <source>Choose the folder of an export.</source>
            <translation>Выберите папку экспорта.</translation>
        </message>
        <message>
            <source>Verifying</source>
            <translation>Проверка</translation>
        </message>
        <message>
            <source>Choose a folder, best on another disk.</source>
            <translation>Выберите папку, лучше на другом диске.</translation>
        </message>
        <message>
            <source>Saving and rehearsing the restore</source>
            <translation>Сохраняем и проверяем восстановление</translation>
        </message>
        <message>
            <source>Will be in it: {counts}</source>
            <translation>Войдёт: {counts}</translation>
        </message>
        <message>
            <source>nothing yet</source>
            <translation>пока ничего</translation>
        </message>
        <message>
            <source>Exported: {files} files, {size}; every count equals the store's.</source>
            <translation>Выгружено: файлов {files}, {size}; все количества совпали с хранилищем.</translation>
        </message>
        <message>
            <source>Verified: {files} files and {signatures} signatures are as they were written.</source>
            <translation>Проверено: файлов {files}, подписей {signatures} — всё как записано.</translation>
        </message>
        <message>
            <source>Not as it was written:</source>
            <translation>Не так, как было записано:</translation>
        </message>
        <message>
            <source>Fingerprint of the practice's key: {key}</source>
            <translation>Отпечаток ключа практики: {key}</translation>
        </message>
        <message>
            <source>There is no backup yet.</source>
            <translation>Резервной копии пока нет.</translation>
        </message>
        <message>
            <source>✓ {moment} · {size} · restore rehearsed {verified} · {folder}</source>
            <translation>✓ {moment} · {size} · восстановление проверено {verified} · {folder}</translation>
        </message>
        <message>
            <source>Export and backup</source>
            <translation>Экспорт и резервная копия</translation>
        </message>
        <message>
            <source>Take everything along</source>
            <translation>Забрать всё с собой</translation>
        </message>
        <message>
            <source>Everything in open formats, readable on any computer without this program, with a page that explains.</source>
            <translation>Всё в открытых форматах: читается на любом компьютере без этой программы, с пояснительной страницей.</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Выбрать</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Экспортировать</translation>
        </message>
        <message>
            <source>Verify this folder</source>
            <translation>Проверить эту папку</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервная копия</translation>
        </message>
        <message>
            <source>Encrypted, made while you work, read back at once. It opens with the password or the recovery sheet.</source>
            <translation>Шифруется, делается во время работы, сразу перечитывается. Открывается паролем или листом восстановления.</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Сделать копию</translation>
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
            <translation>Номер</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Дата</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Описание</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Снимков</translation>
        </message>
        <message>
            <source>No such day.</source>
            <translation>Такого дня нет.</translation>
        </message>
        <message>
            <source>Enter number, name or date.</source>
            <translation>Укажите номер, имя или дату.</translation>
        </message>
        <message>
            <source>Looking</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Fetching</source>
            <translation>Получение</translation>
        </message>
        <message>
            <source>Find a study: {archive}</source>
            <translation>Найти исследование: {archive}</translation>
        </message>
        <message>
            <source>IIN or number</source>
            <translation>ИИН или номер</translation>
        </message>
        <message>
            <source>Surname, name</source>
            <translation>Фамилия, имя</translation>
        </message>
        <message>
            <source>Study date</source>
            <translation>Дата исследования</translation>
        </message>
        <message>
            <source>any</source>
            <translation>любой</translation>
        </message>
        <message>
            <source>Found studies</source>
            <translation>Найденные исследования</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Найти</translation>
        </message>
        <message>
            <source>Fetch</source>
            <translation>Получить</translation>
        </message>
        <message>
            <source>Stopped. What had come stays.</source>
            <translation>Остановлено. Что успело прийти, остаётся.</translation>
        </message>
        <message numerus="yes">
            <source>%n object(s) came. They go to the patient's card by themselves, or wait in the inbox.</source>
            <translation>
                <numerusform>Пришёл %n объект. Он сам попадёт в карту пациента или ждёт во входящих.</numerusform>
                <numerusform>Пришло %n объекта. Они сами попадут в карту пациента или ждут во входящих.</numerusform>
                <numerusform>Пришло %n объектов. Они сами попадут в карту пациента или ждут во входящих.</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter looks; Enter on a found study fetches it.</source>
            <translation>Enter ищет; Enter на найденном исследовании получает его.</translation>
        </message>
        <message>
            <source>Nothing found there.</source>
            <translation>Там ничего не найдено.</translation>
        </message>
        <message>
            <source>Many were found, the first are shown. Say more.</source>
            <translation>Найдено много, показаны первые. Уточните.</translation>
        </message>
        <message numerus="yes">
            <source>%n study(ies) found.</source>
            <translation>
                <numerusform>Найдено %n исследование.</numerusform>
                <numerusform>Найдено %n исследования.</numerusform>
                <numerusform>Найдено %n исследований.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FirstRun</name>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Практика</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Владелец</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Recovery sheet</source>
            <translation>Лист восстановления</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Одноразовый код</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Shipager</source>
            <translation>Шипагер</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Enter goes on, Esc goes back</source>
            <translation>Enter — дальше, Esc — назад</translation>
        </message>
        <message>
            <source>Making the keys…</source>
            <translation>Создаём ключи…</translation>
        </message>
        <message>
            <source>Moving in…</source>
            <translation>Размещаем…</translation>
        </message>
        <message>
            <source>Log in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Далее</translation>
        </message>
    </context>
    <context>
        <name>FormSheet</name>
        <message>
            <source>Try it</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
    </context>
    <context>
        <name>GdtRequests</name>
        <message>
            <source>Send the patient to a device</source>
            <translation>Передать пациента на устройство</translation>
        </message>
        <message>
            <source>{device} knows the patient: begin the examination there</source>
            <translation>{device}: пациент передан, начните обследование там</translation>
        </message>
        <message>
            <source>To a device</source>
            <translation>На устройство</translation>
        </message>
        <message>
            <source>Send the patient to {device}</source>
            <translation>Передать пациента: {device}</translation>
        </message>
    </context>
    <context>
        <name>HeardCard</name>
        <message>
            <source>A device of the practice sends</source>
            <translation>Шлёт устройство кабинета</translation>
        </message>
        <message>
            <source>We hear a device</source>
            <translation>Слышим устройство</translation>
        </message>
        <message>
            <source>Something arrives</source>
            <translation>Что-то приходит</translation>
        </message>
        <message>
            <source>«{device}» had this name at {address}: has it got another address?</source>
            <translation>Так себя называло «{device}» по адресу {address}: адрес сменился?</translation>
        </message>
        <message>
            <source>Accept under this name</source>
            <translation>Принимать под этим именем</translation>
        </message>
        <message>
            <source>Not ours</source>
            <translation>Не наше</translation>
        </message>
        <message>
            <source>Open its page</source>
            <translation>Открыть его страницу</translation>
        </message>
        <message>
            <source>Yes, the same device</source>
            <translation>Да, то же устройство</translation>
        </message>
        <message>
            <source>Looks like: {family}</source>
            <translation>Похоже на: {family}</translation>
        </message>
    </context>
    <context>
        <name>HeardWords</name>
        <message numerus="yes">
            <source>%n byte(s) arrived that are no whole message yet.</source>
            <translation>
                <numerusform>Пришёл %n байт, это ещё не целое сообщение.</numerusform>
                <numerusform>Пришло %n байта, это ещё не целое сообщение.</numerusform>
                <numerusform>Пришло %n байт, это ещё не целое сообщение.</numerusform>
            </translation>
        </message>
        <message>
            <source>The conversation was refused: too much goes on at once, or the device speaks otherwise. It tries again by itself; if it repeats, save the log for the technician.</source>
            <translation>Разговор отклонён: слишком много сразу или устройство говорит иначе. Оно попробует снова само; если повторится, сохраните журнал для техника.</translation>
        </message>
        <message>
            <source>It is received all the same. To put it right, enter {ours} at the device in the field Called AE Title (also: Remote AE, Server AE, Destination AE).</source>
            <translation>Всё равно принимается. Чтобы исправить, введите на устройстве {ours} в поле Called AE Title (ещё: Remote AE, Server AE, Destination AE).</translation>
        </message>
        <message>
            <source>It asks for nothing that this program does: look for Store or Send at the device.</source>
            <translation>Оно не просит ничего из того, что умеет программа: найдите на устройстве Store или Send.</translation>
        </message>
        <message>
            <source>The cable is right. If nothing more comes after a whole result, check speed and parity.</source>
            <translation>Кабель верный. Если и после целого результата больше ничего, проверьте скорость и чётность.</translation>
        </message>
        <message>
            <source>A device at {place} calls itself {name}.</source>
            <translation>Устройство по адресу {place} называет себя {name}.</translation>
        </message>
        <message>
            <source>Something is connected at {place}.</source>
            <translation>К {place} что-то подключено.</translation>
        </message>
        <message>
            <source>A device at {place} does not say its name.</source>
            <translation>Устройство по адресу {place} себя не называет.</translation>
        </message>
        <message>
            <source>A device at {place} calls itself {name} and calls us {called}; we are {ours}.</source>
            <translation>Устройство по адресу {place} называет себя {name}, а нас — {called}; мы же — {ours}.</translation>
        </message>
        <message>
            <source>A device at {place} calls itself {name} and calls us {called}.</source>
            <translation>Устройство по адресу {place} называет себя {name}, нас — {called}.</translation>
        </message>
        <message>
            <source>It asks for: {what}.</source>
            <translation>Ему нужны: {what}.</translation>
        </message>
        <message>
            <source>Not offered here: {what}.</source>
            <translation>Здесь этого нет: {what}.</translation>
        </message>
        <message>
            <source>not declared</source>
            <translation>не указаны</translation>
        </message>
        <message>
            <source>It speaks HL7 version {version}, letters: {letters}, messages: {types}.</source>
            <translation>Говорит на HL7 версии {version}, буквы: {letters}, сообщения: {types}.</translation>
        </message>
        <message>
            <source>It speaks ASTM in frames with checksums and sends: {what}.</source>
            <translation>Говорит на ASTM, кадрами с контрольной суммой, и шлёт: {what}.</translation>
        </message>
        <message>
            <source>It speaks ASTM without frames and sends: {what}.</source>
            <translation>Говорит на ASTM без кадров и шлёт: {what}.</translation>
        </message>
        <message>
            <source>header</source>
            <translation>заголовок</translation>
        </message>
        <message>
            <source>patient</source>
            <translation>пациент</translation>
        </message>
        <message>
            <source>order</source>
            <translation>задание</translation>
        </message>
        <message>
            <source>results</source>
            <translation>результаты</translation>
        </message>
        <message>
            <source>comments</source>
            <translation>комментарии</translation>
        </message>
        <message>
            <source>questions for orders</source>
            <translation>запросы заданий</translation>
        </message>
        <message>
            <source>end</source>
            <translation>конец</translation>
        </message>
        <message>
            <source>maker's own records</source>
            <translation>записи производителя</translation>
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>Search in the help</source>
            <translation>Найти в помощи</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Помощь</translation>
        </message>
        <message>
            <source>Page before</source>
            <translation>Предыдущая страница</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Topics</source>
            <translation>Разделы</translation>
        </message>
        <message>
            <source>Nothing found. Try another word, or part of it.</source>
            <translation>Ничего не найдено. Попробуйте другое слово или его часть.</translation>
        </message>
    </context>
    <context>
        <name>IdentityStrip</name>
        <message>
            <source>IIN {iin}</source>
            <translation>ИИН {iin}</translation>
        </message>
        <message>
            <source>Allergy: {substance}</source>
            <translation>Аллергия: {substance}</translation>
        </message>
        <message>
            <source>Allergies: none recorded</source>
            <translation>Аллергии: не отмечены</translation>
        </message>
        <message>
            <source>Start a visit</source>
            <translation>Начать приём</translation>
        </message>
        <message>
            <source>Readings</source>
            <translation>Показания</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Записать</translation>
        </message>
        <message>
            <source>Tests</source>
            <translation>Анализы</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>Загрузить файлы…</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Всё</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Приёмы</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Результаты</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Снимки</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>What the timeline shows</source>
            <translation>Что показано в ленте</translation>
        </message>
    </context>
    <context>
        <name>ImportSheet</name>
        <message>
            <source>Choose a file of results</source>
            <translation>Выберите файл с результатами</translation>
        </message>
        <message>
            <source>What the column {heading} holds</source>
            <translation>Что в столбце {heading}</translation>
        </message>
        <message>
            <source>Choose a file: CSV of a meter, ECG, PDF, picture, HL7, GDT or FHIR.</source>
            <translation>Выберите файл: таблица CSV от прибора, ЭКГ, PDF, снимок, HL7, GDT или FHIR.</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n значение</numerusform>
                <numerusform>%n значения</numerusform>
                <numerusform>%n значений</numerusform>
            </translation>
        </message>
        <message>
            <source>Results from a file</source>
            <translation>Результаты из файла</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Измерено</translation>
        </message>
        <message>
            <source>by the patient at home</source>
            <translation>пациентом дома</translation>
        </message>
        <message>
            <source>here, in the practice</source>
            <translation>здесь, на приёме</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Выбрать файл</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Take into the card</source>
            <translation>Внести в карту</translation>
        </message>
    </context>
    <context>
        <name>InboxScreen</name>
        <message>
            <source>Received</source>
            <translation>Получено</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Устройство</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Что</translation>
        </message>
        <message>
            <source>In the message</source>
            <translation>В сообщении</translation>
        </message>
        <message>
            <source>Why it waits</source>
            <translation>Почему здесь</translation>
        </message>
        <message numerus="yes">
            <source>%n image(s)</source>
            <translation>
                <numerusform>%n снимок</numerusform>
                <numerusform>%n снимка</numerusform>
                <numerusform>%n снимков</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n показатель</numerusform>
                <numerusform>%n показателя</numerusform>
                <numerusform>%n показателей</numerusform>
            </translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Результаты</translation>
        </message>
        <message>
            <source>It was read again by these letters</source>
            <translation>Прочитано заново этими буквами</translation>
        </message>
        <message>
            <source>IIN {iin}</source>
            <translation>ИИН {iin}</translation>
        </message>
        <message>
            <source>It is in the patient's card now</source>
            <translation>Теперь это в карте пациента</translation>
        </message>
        <message>
            <source>The patient is registered, and the result is in the card</source>
            <translation>Пациент заведён, результат в карте</translation>
        </message>
        <message>
            <source>It stays here, below the others</source>
            <translation>Остаётся здесь, ниже остальных</translation>
        </message>
        <message>
            <source>Nobody in the registry looks like this patient.</source>
            <translation>В реестре нет никого, похожего на этого пациента.</translation>
        </message>
        <message>
            <source>Candidates</source>
            <translation>Кандидаты</translation>
        </message>
        <message>
            <source>Waits for a decision</source>
            <translation>Ждёт решения</translation>
        </message>
        <message>
            <source>Could not be read</source>
            <translation>Не удалось прочитать</translation>
        </message>
        <message>
            <source>Other messages</source>
            <translation>Другие сообщения</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>Загрузить файлы…</translation>
        </message>
        <message>
            <source>Inbox from devices</source>
            <translation>Входящие от устройств</translation>
        </message>
        <message>
            <source>Nothing is lost: until you decide, it waits here</source>
            <translation>Ничего не теряется: пока вы не решите, запись ждёт здесь</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Посмотреть</translation>
        </message>
        <message>
            <source>Original message</source>
            <translation>Исходное сообщение</translation>
        </message>
        <message>
            <source>Leave it here</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Register as a new patient</source>
            <translation>Завести нового пациента</translation>
        </message>
        <message>
            <source>Another patient:</source>
            <translation>Другой пациент:</translation>
        </message>
        <message>
            <source>Give to this patient</source>
            <translation>Назначить пациенту</translation>
        </message>
        <message>
            <source>A decision can be taken back with Ctrl+Z; both stay in the journal</source>
            <translation>Решение можно отменить (Ctrl+Z); в журнале останется и то, и другое</translation>
        </message>
        <message>
            <source>What waits for a decision</source>
            <translation>Что ждёт решения</translation>
        </message>
        <message>
            <source>Nothing waits</source>
            <translation>Ничего не ждёт</translation>
        </message>
        <message>
            <source>What devices send goes to its patient by itself. What fits nobody appears here.</source>
            <translation>Присланное устройствами само попадает к своему пациенту. Что никому не подошло, появится здесь.</translation>
        </message>
    </context>
    <context>
        <name>JournalScreen</name>
        <message>
            <source>Number</source>
            <translation>Номер</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Кто</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Роль</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>Рабочее место</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Что</translation>
        </message>
        <message>
            <source>Journal of actions</source>
            <translation>Журнал действий</translation>
        </message>
        <message>
            <source>Check the chain</source>
            <translation>Проверить цепочку</translation>
        </message>
        <message>
            <source>Kind of action</source>
            <translation>Вид действия</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>everybody</source>
            <translation>все</translation>
        </message>
        <message>
            <source>all</source>
            <translation>все</translation>
        </message>
        <message>
            <source>The chain holds: no row was changed, removed or added.</source>
            <translation>Цепочка цела: ни одна строка не изменена, не удалена и не добавлена.</translation>
        </message>
        <message>
            <source>The chain is broken at row {row}. Do not delete anything; restore from a backup and call support.</source>
            <translation>Цепочка нарушена на строке {row}. Ничего не удаляйте; восстановите копию и обратитесь в поддержку.</translation>
        </message>
        <message>
            <source>Looking into the journal is itself written into it. Rows: {count}.</source>
            <translation>Просмотр журнала сам записывается в журнал. Строк: {count}.</translation>
        </message>
        <message>
            <source>Nothing was found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>Nobody did such a thing in these days.</source>
            <translation>В эти дни никто такого не делал.</translation>
        </message>
    </context>
    <context>
        <name>KeptPane</name>
        <message>
            <source>Received</source>
            <translation>Получено</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Аппарат</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Что</translation>
        </message>
        <message>
            <source>In the message</source>
            <translation>В сообщении</translation>
        </message>
        <message>
            <source>In the registry</source>
            <translation>В реестре</translation>
        </message>
        <message>
            <source>nobody with this IIN</source>
            <translation>никого с этим ИИН</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>совпадает</translation>
        </message>
        <message>
            <source>differs: {what}</source>
            <translation>отличается: {what}</translation>
        </message>
        <message>
            <source>{name}: registered</source>
            <translation>{name}: зарегистрирован</translation>
        </message>
        <message>
            <source>Messages that are no results</source>
            <translation>Сообщения, которые не результаты</translation>
        </message>
        <message>
            <source>Original message</source>
            <translation>Исходное сообщение</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Открыть карту</translation>
        </message>
        <message>
            <source>Register as a new patient</source>
            <translation>Зарегистрировать как нового пациента</translation>
        </message>
        <message>
            <source>No such messages</source>
            <translation>Таких сообщений нет</translation>
        </message>
        <message>
            <source>Questions of devices, orders and patients of other systems appear here for thirty days.</source>
            <translation>Вопросы аппаратов, заказы и пациенты других систем стоят здесь тридцать дней.</translation>
        </message>
    </context>
    <context>
        <name>KeyPanel</name>
        <message>
            <source>Attach a key file, or choose where your key is.</source>
            <translation>Приложите файл ключа или выберите, где ваш ключ.</translation>
        </message>
        <message>
            <source>{store}: {why}.</source>
            <translation>{store}: {why}.</translation>
        </message>
        <message>
            <source>Type the PIN of the token.</source>
            <translation>Введите PIN-код токена.</translation>
        </message>
        <message>
            <source>Type the password of the key.</source>
            <translation>Введите пароль ключа.</translation>
        </message>
        <message>
            <source>Choose the key file</source>
            <translation>Выберите файл ключа</translation>
        </message>
        <message>
            <source>Key files (*.p12 *.pfx)</source>
            <translation>Файлы ключей (*.p12 *.pfx)</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>до {date}</translation>
        </message>
        <message>
            <source>New key file: {name}</source>
            <translation>Новый файл ключа: {name}</translation>
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
            <translation>Подписать в другой программе</translation>
        </message>
        <message>
            <source>No key is chosen</source>
            <translation>Ключ не выбран</translation>
        </message>
        <message>
            <source>Confirm in NCALayer's window: it asks for the key and the password itself.</source>
            <translation>Подтвердите в окне NCALayer: ключ и пароль она спросит сама.</translation>
        </message>
        <message>
            <source>After two wrong PINs the program stops, before the token locks itself.</source>
            <translation>После двух неверных PIN-кодов программа остановится, прежде чем токен заблокируется.</translation>
        </message>
        <message>
            <source>Save the files, sign each of them in your program with a detached signature (CMS), and take the signatures back here.</source>
            <translation>Сохраните файлы, подпишите каждый в своей программе отделённой подписью (CMS) и примите подписи здесь.</translation>
        </message>
        <message>
            <source>The key is checked when its password is given.</source>
            <translation>Ключ проверяется, когда введён его пароль.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Not proposed:</source>
            <translation>Не предложены:</translation>
        </message>
        <message>
            <source>Caps Lock is on</source>
            <translation>Включён Caps Lock</translation>
        </message>
        <message>
            <source>PIN of the token</source>
            <translation>PIN-код токена</translation>
        </message>
        <message>
            <source>Password of the key</source>
            <translation>Пароль ключа</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Ключ</translation>
        </message>
        <message>
            <source>Attach a key file (.p12)</source>
            <translation>Приложить файл ключа (.p12)</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Посмотреть снова</translation>
        </message>
        <message>
            <source>Which tokens are in, and whether NCALayer runs</source>
            <translation>Какие токены вставлены и запущена ли NCALayer</translation>
        </message>
        <message>
            <source>A wrong PIN was typed before: few tries are left.</source>
            <translation>Раньше вводили неверный PIN-код: попыток осталось мало.</translation>
        </message>
        <message>
            <source>One try is left: a wrong PIN locks the token.</source>
            <translation>Осталась одна попытка: неверный PIN-код заблокирует токен.</translation>
        </message>
        <message>
            <source>The token is locked; unlock it with the tool of its maker.</source>
            <translation>Токен заблокирован; разблокируйте его программой производителя.</translation>
        </message>
        <message>
            <source>Two wrong PINs: the program stops here, before the token locks itself. Start it anew to go on.</source>
            <translation>Дважды неверный PIN-код: программа остановилась, пока токен не заблокировался. Чтобы продолжить, запустите её заново.</translation>
        </message>
    </context>
    <context>
        <name>KeyPlacesSheet</name>
        <message>
            <source>Choose the library</source>
            <translation>Выбрать библиотеку</translation>
        </message>
        <message>
            <source>Libraries (*.dll *.so *.dylib)</source>
            <translation>Библиотеки (*.dll *.so *.dylib)</translation>
        </message>
        <message>
            <source>NCALayer and tokens</source>
            <translation>NCALayer и токены</translation>
        </message>
        <message>
            <source>Both are on this computer. A library is a program: take it from the token's maker only.</source>
            <translation>Оба на этом компьютере. Библиотека — тоже программа: берите её только у изготовителя токена.</translation>
        </message>
        <message>
            <source>Address of NCALayer</source>
            <translation>Адрес NCALayer</translation>
        </message>
        <message>
            <source>Usually {address}</source>
            <translation>Обычно {address}</translation>
        </message>
        <message>
            <source>Library of the tokens (PKCS#11)</source>
            <translation>Библиотека токенов (PKCS#11)</translation>
        </message>
        <message>
            <source>The whole path. Empty: tokens are used through NCALayer alone.</source>
            <translation>Полный путь. Пусто: токены только через NCALayer.</translation>
        </message>
        <message>
            <source>Keys are looked for there from now on.</source>
            <translation>Теперь ключи ищутся там.</translation>
        </message>
    </context>
    <context>
        <name>KeySheet</name>
        <message>
            <source>Choose the key file</source>
            <translation>Выбрать файл ключа</translation>
        </message>
        <message>
            <source>Key files (*.p12 *.pfx)</source>
            <translation>Файлы ключей (*.p12 *.pfx)</translation>
        </message>
        <message>
            <source>Replace the signing key</source>
            <translation>Заменить ключ подписи</translation>
        </message>
        <message>
            <source>Add a signing key</source>
            <translation>Добавить ключ подписи</translation>
        </message>
        <message>
            <source>The new key takes the place of {name}. Both must be of the same person.</source>
            <translation>Новый ключ встаёт на место: {name}. Оба должны быть одного человека.</translation>
        </message>
        <message>
            <source>The key stays where it is. The program opens it once to read the certificate.</source>
            <translation>Ключ остаётся на своём месте. Программа открывает его один раз, чтобы прочитать сертификат.</translation>
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
            <translation>Где ключ</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>Файл ключа</translation>
        </message>
        <message>
            <source>Choose the key file.</source>
            <translation>Выберите файл ключа.</translation>
        </message>
        <message>
            <source>No token is connected.</source>
            <translation>Токен не подключён.</translation>
        </message>
        <message>
            <source>Type it to open the key.</source>
            <translation>Введите, чтобы открыть ключ.</translation>
        </message>
        <message>
            <source>NCALayer asks in its own window</source>
            <translation>NCALayer спрашивает в своём окне</translation>
        </message>
        <message>
            <source>The key is opened</source>
            <translation>Ключ открывается</translation>
        </message>
        <message>
            <source>Documents can be signed with {name}.</source>
            <translation>Документы можно подписывать: {name}.</translation>
        </message>
        <message>
            <source>{store}: {why}.</source>
            <translation>{store}: {why}.</translation>
        </message>
        <message>
            <source>NCALayer opens its own window and asks for the password there.</source>
            <translation>NCALayer откроет своё окно и спросит пароль там.</translation>
        </message>
        <message>
            <source>After two wrong PINs the program stops, before the token locks itself.</source>
            <translation>После двух неверных PIN программа останавливается, пока токен не заблокировался.</translation>
        </message>
        <message>
            <source>Caps Lock is on</source>
            <translation>Включён Caps Lock</translation>
        </message>
        <message>
            <source>PIN of the token</source>
            <translation>PIN-код токена</translation>
        </message>
        <message>
            <source>Password of the key</source>
            <translation>Пароль ключа</translation>
        </message>
    </context>
    <context>
        <name>KeysSection</name>
        <message>
            <source>{name}: the program does not know the key any more.</source>
            <translation>{name}: программа больше не знает этот ключ.</translation>
        </message>
        <message>
            <source>Signing keys (EDS)</source>
            <translation>Ключи подписи (ЭЦП)</translation>
        </message>
        <message>
            <source>Add a key…</source>
            <translation>Добавить ключ…</translation>
        </message>
        <message>
            <source>Which stores are there?</source>
            <translation>Какие хранилища есть?</translation>
        </message>
        <message>
            <source>NCALayer and tokens…</source>
            <translation>NCALayer и токены…</translation>
        </message>
        <message>
            <source>No key yet: add the one that the certification authority gave you.</source>
            <translation>Ключа ещё нет: добавьте тот, что выдал удостоверяющий центр.</translation>
        </message>
        <message>
            <source>None of these keys can sign now; each says why.</source>
            <translation>Ни один из этих ключей сейчас не подходит; у каждого сказано почему.</translation>
        </message>
        <message>
            <source>The first one is proposed when you sign.</source>
            <translation>При подписании предлагается первый.</translation>
        </message>
        <message>
            <source>is there</source>
            <translation>есть</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>Заменить…</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Убрать {name}</translation>
        </message>
    </context>
    <context>
        <name>LanguagePage</name>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Choose the language of the screen.</source>
            <translation>Выберите язык экрана.</translation>
        </message>
        <message>
            <source>It can be switched at any time, also while you work. The language of a document is chosen apart.</source>
            <translation>Его можно переключить в любое время, и во время работы. Язык документа выбирается отдельно.</translation>
        </message>
    </context>
    <context>
        <name>LinePanel</name>
        <message>
            <source>Part: {title}</source>
            <translation>Часть: {title}</translation>
        </message>
        <message>
            <source>Record of the visit</source>
            <translation>Запись приёма</translation>
        </message>
        <message>
            <source>waits since {moment}</source>
            <translation>ждёт с {moment}</translation>
        </message>
        <message>
            <source>Write the part</source>
            <translation>Написать часть</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Продолжить запись</translation>
        </message>
        <message>
            <source>Look at the document</source>
            <translation>Посмотреть документ</translation>
        </message>
        <message>
            <source>Open the document</source>
            <translation>Открыть документ</translation>
        </message>
        <message>
            <source>Look and sign alone</source>
            <translation>Посмотреть и подписать отдельно</translation>
        </message>
        <message>
            <source>First page of the document</source>
            <translation>Первая страница документа</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Открыть карту</translation>
        </message>
        <message>
            <source>Back to writing</source>
            <translation>Вернуть к записи</translation>
        </message>
    </context>
    <context>
        <name>LinkForm</name>
        <message>
            <source>Folder for requests</source>
            <translation>Папка для запросов</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Speed (baud)</source>
            <translation>Скорость (бод)</translation>
        </message>
        <message>
            <source>Bits and parity</source>
            <translation>Биты и чётность</translation>
        </message>
        <message>
            <source>Which files</source>
            <translation>Какие файлы</translation>
        </message>
        <message>
            <source>* is every file.</source>
            <translation>* — все файлы.</translation>
        </message>
        <message>
            <source>How to read them</source>
            <translation>Как их читать</translation>
        </message>
        <message>
            <source>Choose only where files of the device are not recognised.</source>
            <translation>Выбирайте, только если файлы устройства не узнаются.</translation>
        </message>
        <message>
            <source>For a device program that takes the patient from a file (GDT). Empty: none are written.</source>
            <translation>Для программы устройства, что берёт пациента из файла (GDT). Пусто — не пишутся.</translation>
        </message>
        <message>
            <source>Leave the files where they are</source>
            <translation>Оставлять файлы на месте</translation>
        </message>
        <message>
            <source>For a device whose own program still needs them there.</source>
            <translation>Если они ещё нужны программе устройства.</translation>
        </message>
        <message>
            <source>Hardware handshake (RTS/CTS)</source>
            <translation>Аппаратное согласование (RTS/CTS)</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
    </context>
    <context>
        <name>ListenPage</name>
        <message>
            <source>{device} is known at {address} now</source>
            <translation>{device}: теперь по адресу {address}</translation>
        </message>
        <message>
            <source>It is asked about no more; what it sends is kept and waits in the inbox.</source>
            <translation>Больше не спросим; что оно пришлёт, сохранится и будет ждать во входящих.</translation>
        </message>
        <message>
            <source>Listening. Press Echo or Verify at the device, or send one result: whoever calls appears here.</source>
            <translation>Слушаем. Нажмите на устройстве Echo или Verify либо отправьте один результат: кто позовёт, появится здесь.</translation>
        </message>
    </context>
    <context>
        <name>Listing</name>
        <message>
            <source>The day is not complete: 23.11.2026.</source>
            <translation>Дата неполная: 23.11.2026.</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>Сохранить в CSV…</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>Сохранено: {name}</translation>
        </message>
        <message>
            <source>From</source>
            <translation>С</translation>
        </message>
        <message>
            <source>To</source>
            <translation>По</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>Older</source>
            <translation>Раньше</translation>
        </message>
    </context>
    <context>
        <name>LockPage</name>
        <message>
            <source>The window is locked. What you were writing is kept.</source>
            <translation>Окно заблокировано. То, что вы писали, сохранено.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>Открываем…</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Разблокировать</translation>
        </message>
        <message>
            <source>Another user</source>
            <translation>Другой пользователь</translation>
        </message>
        <message>
            <source>Keyboard: {layout}</source>
            <translation>Раскладка: {layout}</translation>
        </message>
        <message>
            <source>Caps Lock is on · {layout}</source>
            <translation>Включён Caps Lock · {layout}</translation>
        </message>
    </context>
    <context>
        <name>LockingSection</name>
        <message>
            <source>Locking</source>
            <translation>Блокировка</translation>
        </message>
        <message>
            <source>Lock when nobody has touched it for</source>
            <translation>Блокировать, если никто не трогал</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} мин</translation>
        </message>
        <message>
            <source>When locked</source>
            <translation>Когда заблокировано</translation>
        </message>
        <message>
            <source>work goes on</source>
            <translation>работа продолжается</translation>
        </message>
        <message>
            <source>the practice is closed</source>
            <translation>практика закрывается</translation>
        </message>
        <message>
            <source>Strict: Ctrl+L closes the practice. Its keys leave the memory, devices find no list of patients, time stamps and sending wait for the next login. What devices send is still received and sealed.</source>
            <translation>Строго: Ctrl+L закрывает практику. Ключи уходят из памяти, аппараты не видят списка пациентов, метки времени и отправка ждут следующего входа. То, что присылают аппараты, по-прежнему принимается и запечатывается.</translation>
        </message>
        <message>
            <source>Ctrl+L hides the record and asks for the password. Devices keep today's list, time stamps, sending and receiving go on.</source>
            <translation>Ctrl+L скрывает записи и спрашивает пароль. У аппаратов остаётся список на сегодня; метки времени, отправка и приём продолжаются.</translation>
        </message>
    </context>
    <context>
        <name>LoginPage</name>
        <message>
            <source>User</source>
            <translation>Пользователь</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>Открываем…</translation>
        </message>
        <message>
            <source>Log in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>Recovery sheet</source>
            <translation>Лист восстановления</translation>
        </message>
        <message>
            <source>Waiting for NCALayer</source>
            <translation>Ожидание NCALayer</translation>
        </message>
        <message>
            <source>Checking the certificate</source>
            <translation>Проверка сертификата</translation>
        </message>
        <message>
            <source>Keyboard: {layout}</source>
            <translation>Раскладка: {layout}</translation>
        </message>
        <message>
            <source>Caps Lock is on · {layout}</source>
            <translation>Включён Caps Lock · {layout}</translation>
        </message>
    </context>
    <context>
        <name>LoginSection</name>
        <message>
            <source>Logging in</source>
            <translation>Вход</translation>
        </message>
        <message>
            <source>Beside the password</source>
            <translation>Кроме пароля</translation>
        </message>
        <message>
            <source>Second factor for users who are no administrators</source>
            <translation>Второй фактор для пользователей, кроме администраторов</translation>
        </message>
        <message>
            <source>Certificates that may log in</source>
            <translation>Какие сертификаты дают вход</translation>
        </message>
        <message>
            <source>When revocation cannot be asked</source>
            <translation>Если об отзыве нельзя спросить</translation>
        </message>
        <message>
            <source>code or certificate</source>
            <translation>код или сертификат</translation>
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
            <translation>обязателен</translation>
        </message>
        <message>
            <source>not required</source>
            <translation>не обязателен</translation>
        </message>
        <message>
            <source>any with the user's IIN</source>
            <translation>любой с ИИН пользователя</translation>
        </message>
        <message>
            <source>allowed beforehand</source>
            <translation>разрешённый заранее</translation>
        </message>
        <message>
            <source>let in with a warning</source>
            <translation>впустить с предупреждением</translation>
        </message>
        <message>
            <source>refuse</source>
            <translation>отказать</translation>
        </message>
        <message>
            <source>My certificates for logging in</source>
            <translation>Мои сертификаты для входа</translation>
        </message>
        <message>
            <source>Allow my signing keys</source>
            <translation>Разрешить мои ключи подписи</translation>
        </message>
        <message>
            <source>Forbid the chosen one</source>
            <translation>Запретить выбранный</translation>
        </message>
        <message>
            <source>Choose “Certificate” on the login page. Suitable are the AUTH key and every GOST key of the user; the first login allows a certificate, unless it must be allowed beforehand.</source>
            <translation>На странице входа выберите «Сертификат». Подходят ключ AUTH и любой ключ ГОСТ пользователя; первый вход разрешает сертификат, если не требуется разрешение заранее.</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>пока нет</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>до {date}</translation>
        </message>
        <message>
            <source>last used {date}</source>
            <translation>последний раз {date}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>The daily backup was not made. {why}</source>
            <translation>Ежедневная копия не сделана. {why}</translation>
        </message>
        <message>
            <source>{what} It stands among the documents (F5).</source>
            <translation>{what} Он стоит среди документов (F5).</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>The step was not carried out.</source>
            <translation>Действие не выполнено.</translation>
        </message>
        <message>
            <source>What is stored stays as it was. Try again; if it repeats, tell support the code {code}.</source>
            <translation>Сохранённое не изменилось. Попробуйте ещё раз; если повторится, сообщите поддержке код {code}.</translation>
        </message>
        <message>
            <source>Problem: {code}</source>
            <translation>Проблема: {code}</translation>
        </message>
        <message>
            <source>The user name or password is wrong.</source>
            <translation>Неверное имя пользователя или пароль.</translation>
        </message>
        <message>
            <source>Check the keyboard layout and Caps Lock.</source>
            <translation>Проверьте раскладку клавиатуры и Caps Lock.</translation>
        </message>
        <message>
            <source>The one-time code is wrong.</source>
            <translation>Одноразовый код неверен.</translation>
        </message>
        <message>
            <source>Type the code that the application shows now; the clocks of phone and computer must agree.</source>
            <translation>Введите код, который приложение показывает сейчас; часы телефона и компьютера должны совпадать.</translation>
        </message>
        <message>
            <source>This one-time code was used already.</source>
            <translation>Этот одноразовый код уже использован.</translation>
        </message>
        <message>
            <source>Wait for the next code, at most 30 seconds.</source>
            <translation>Дождитесь следующего кода, не больше 30 секунд.</translation>
        </message>
        <message>
            <source>The one-time code is missing.</source>
            <translation>Не хватает одноразового кода.</translation>
        </message>
        <message>
            <source>Type the six digits that the application on your phone shows.</source>
            <translation>Введите шесть цифр, которые показывает приложение на телефоне.</translation>
        </message>
        <message>
            <source>Too many failed attempts.</source>
            <translation>Слишком много неудачных попыток.</translation>
        </message>
        <message>
            <source>Devices go on being received. Try again in {time}.</source>
            <translation>Устройства принимаются по-прежнему. Повторить можно через {time}.</translation>
        </message>
        <message>
            <source>The recovery key does not fit this practice.</source>
            <translation>Ключ восстановления не от этой практики.</translation>
        </message>
        <message>
            <source>Compare it with the printed sheet group by group.</source>
            <translation>Сверьте его с напечатанным листом группа за группой.</translation>
        </message>
        <message>
            <source>A letter of the recovery key is mistyped.</source>
            <translation>В ключе восстановления опечатка.</translation>
        </message>
        <message>
            <source>The password does not meet the rules.</source>
            <translation>Пароль не отвечает правилам.</translation>
        </message>
        <message>
            <source>The rules that are not met are listed below the field.</source>
            <translation>Невыполненные правила перечислены под полем.</translation>
        </message>
        <message>
            <source>This account is blocked.</source>
            <translation>Эта учётная запись заблокирована.</translation>
        </message>
        <message>
            <source>The owner of the practice can unblock it.</source>
            <translation>Разблокировать её может владелец практики.</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>Ваша роль этого не позволяет.</translation>
        </message>
        <message>
            <source>The owner of the practice can give you the right.</source>
            <translation>Право может дать владелец практики.</translation>
        </message>
        <message>
            <source>An IIN has 12 digits.</source>
            <translation>В ИИН 12 цифр.</translation>
        </message>
        <message>
            <source>The check digit of the IIN does not agree.</source>
            <translation>Контрольная цифра ИИН не сходится.</translation>
        </message>
        <message>
            <source>Compare the number with the document.</source>
            <translation>Сверьте номер с документом.</translation>
        </message>
        <message>
            <source>A BIN has 12 digits.</source>
            <translation>В БИН 12 цифр.</translation>
        </message>
        <message>
            <source>The check digit of the BIN does not agree.</source>
            <translation>Контрольная цифра БИН не сходится.</translation>
        </message>
        <message>
            <source>This is not the number of an organisation.</source>
            <translation>Это не номер организации.</translation>
        </message>
        <message>
            <source>A person's practice gives an IIN instead.</source>
            <translation>Частная практика указывает ИИН.</translation>
        </message>
        <message>
            <source>This is not a phone number.</source>
            <translation>Это не номер телефона.</translation>
        </message>
        <message>
            <source>Example: +7 701 123-45-67</source>
            <translation>Пример: +7 701 123-45-67</translation>
        </message>
        <message>
            <source>The record does not allow this step.</source>
            <translation>Записи не допускают этого действия.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ничего не изменено.</translation>
        </message>
        <message>
            <source>What was asked for is not in the record.</source>
            <translation>Запрошенного нет в записях.</translation>
        </message>
        <message>
            <source>Go back and search again.</source>
            <translation>Вернитесь и найдите ещё раз.</translation>
        </message>
        <message>
            <source>Somebody changed this meanwhile.</source>
            <translation>Тем временем это кто-то изменил.</translation>
        </message>
        <message>
            <source>The newest state is shown; please repeat your change.</source>
            <translation>Показано последнее состояние; повторите своё изменение.</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Остановлено.</translation>
        </message>
        <message>
            <source>What was finished before stays.</source>
            <translation>Сделанное до этого сохранено.</translation>
        </message>
        <message>
            <source>There is a practice in this folder already.</source>
            <translation>В этой папке уже есть практика.</translation>
        </message>
        <message>
            <source>Choose an empty folder.</source>
            <translation>Выберите пустую папку.</translation>
        </message>
        <message>
            <source>This practice is open in another window of the program.</source>
            <translation>Эта практика открыта в другом окне программы.</translation>
        </message>
        <message>
            <source>Close it there first.</source>
            <translation>Сначала закройте её там.</translation>
        </message>
        <message>
            <source>Something outside the program failed.</source>
            <translation>Произошёл сбой вне программы.</translation>
        </message>
        <message>
            <source>What is stored stays as it was. Try again.</source>
            <translation>Сохранённое не изменилось. Попробуйте ещё раз.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Диск заполнен.</translation>
        </message>
        <message>
            <source>Nothing was lost. Free some space and try again.</source>
            <translation>Ничего не потеряно. Освободите место и повторите.</translation>
        </message>
        <message>
            <source>Stored bytes are not what was written.</source>
            <translation>Сохранённые данные не те, что были записаны.</translation>
        </message>
        <message>
            <source>Nothing was overwritten. Do not delete anything; restore from the last backup or call support.</source>
            <translation>Ничего не перезаписано. Ничего не удаляйте; восстановите из последней копии или обратитесь в поддержку.</translation>
        </message>
        <message>
            <source>This cannot be read.</source>
            <translation>Это не удаётся прочитать.</translation>
        </message>
        <message>
            <source>The original is kept exactly as it came.</source>
            <translation>Оригинал сохранён таким, каким пришёл.</translation>
        </message>
        <message>
            <source>no connection to the ministry</source>
            <translation>нет связи с министерством</translation>
        </message>
        <message>
            <source>the ministry does not answer</source>
            <translation>министерство не отвечает</translation>
        </message>
        <message>
            <source>waiting for more than a day</source>
            <translation>ждёт больше суток</translation>
        </message>
        <message>
            <source>the time stamp is awaited</source>
            <translation>ожидается метка времени</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>диск заполнен</translation>
        </message>
        <message>
            <source>the folder for the copy is not there: connect the disk</source>
            <translation>папки для копии нет на месте: подключите диск</translation>
        </message>
        <message>
            <source>the folder for the copy cannot be written</source>
            <translation>в папку для копии нельзя писать</translation>
        </message>
        <message>
            <source>the port is taken by another program</source>
            <translation>порт занят другой программой</translation>
        </message>
        <message>
            <source>the receiver did not start</source>
            <translation>приёмник не запустился</translation>
        </message>
    </context>
    <context>
        <name>MissingList</name>
        <message>
            <source>Missing before it can be signed:</source>
            <translation>Чтобы подписать, не хватает:</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Перейти</translation>
        </message>
    </context>
    <context>
        <name>MistakeSheet</name>
        <message>
            <source>The program made a mistake</source>
            <translation>Ошибка программы</translation>
        </message>
        <message>
            <source>The step that was under way was not carried out.</source>
            <translation>Начатое действие не выполнено.</translation>
        </message>
        <message>
            <source>What is stored stays as it was, and what you were writing is kept.</source>
            <translation>Сохранённое не изменилось, и то, что вы писали, не потеряно.</translation>
        </message>
        <message>
            <source>You can go on. If it happens again, tell support this code:</source>
            <translation>Можно продолжать работу. Если повторится, сообщите поддержке этот код:</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Продолжить</translation>
        </message>
    </context>
    <context>
        <name>MoveSheet</name>
        <message>
            <source>Choose whose result it is.</source>
            <translation>Выберите, чей это результат.</translation>
        </message>
        <message numerus="yes">
            <source>%n result(s) of one message move together.</source>
            <translation>
                <numerusform>%n результат одного сообщения переносится вместе.</numerusform>
                <numerusform>%n результата одного сообщения переносятся вместе.</numerusform>
                <numerusform>%n результатов одного сообщения переносятся вместе.</numerusform>
            </translation>
        </message>
        <message>
            <source>Move to another patient</source>
            <translation>Перенести другому пациенту</translation>
        </message>
        <message>
            <source>Whose it is</source>
            <translation>Чей это результат</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Stays in the journal of both cards; may be left empty.</source>
            <translation>Остаётся в журнале обеих карт; можно не заполнять.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Перенести</translation>
        </message>
    </context>
    <context>
        <name>NamingPage</name>
        <message>
            <source>A device needs a name.</source>
            <translation>Устройству нужно название.</translation>
        </message>
        <message>
            <source>A device at this place is in the list already: open its page and change it there.</source>
            <translation>Устройство в этом месте уже есть в списке: откройте его страницу и измените там.</translation>
        </message>
        <message>
            <source>The family was recognised by what the device says of itself.</source>
            <translation>Семейство узнано по тому, что устройство говорит о себе.</translation>
        </message>
        <message>
            <source>Name in the practice</source>
            <translation>Название в кабинете</translation>
        </message>
        <message>
            <source>As people call it, for example: ultrasound, room 3.</source>
            <translation>Как его называют люди, например: УЗИ, кабинет 3.</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Семейство</translation>
        </message>
        <message>
            <source>Sets letters and codes that devices of this family need.</source>
            <translation>Задаёт буквы и коды, нужные устройствам этого семейства.</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Буквы</translation>
        </message>
        <message>
            <source>Choose only where names come out wrong.</source>
            <translation>Выбирайте, только если имена искажены.</translation>
        </message>
        <message>
            <source>general</source>
            <translation>общее</translation>
        </message>
        <message>
            <source>The device at {place}.</source>
            <translation>Устройство: {place}.</translation>
        </message>
    </context>
    <context>
        <name>NewDevice</name>
        <message>
            <source>New device — is it ours? At {address}, by {way}, it calls itself {name}.</source>
            <translation>Новое устройство — наше? Адрес {address}, {way}, называет себя {name}.</translation>
        </message>
        <message>
            <source>«{device}» had this name at {address}: has it got another address?</source>
            <translation>Так себя называло «{device}» по адресу {address}: адрес сменился?</translation>
        </message>
        <message>
            <source>Yes, the same device</source>
            <translation>Да, то же устройство</translation>
        </message>
        <message numerus="yes">
            <source>%n more wait(s) for an answer.</source>
            <translation>
                <numerusform>Ответа ждёт ещё %n.</numerusform>
                <numerusform>Ответа ждут ещё %n.</numerusform>
                <numerusform>Ответа ждут ещё %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept…</source>
            <translation>Принять…</translation>
        </message>
        <message>
            <source>Not ours</source>
            <translation>Не наше</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
    </context>
    <context>
        <name>OrderSheet</name>
        <message>
            <source>Test</source>
            <translation>Анализ</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Единица</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Группа</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Номер</translation>
        </message>
        <message>
            <source>Ordered at</source>
            <translation>Заказан</translation>
        </message>
        <message>
            <source>Tests</source>
            <translation>Анализы</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Аппарат</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message numerus="yes">
            <source>%n test(s) chosen</source>
            <translation>
                <numerusform>Выбран %n анализ</numerusform>
                <numerusform>Выбрано %n анализа</numerusform>
                <numerusform>Выбрано %n анализов</numerusform>
            </translation>
        </message>
        <message>
            <source>Order tests</source>
            <translation>Заказ анализов</translation>
        </message>
        <message>
            <source>Name or code of a test; Enter chooses the first</source>
            <translation>Название или код анализа; Enter выбирает первый</translation>
        </message>
        <message>
            <source>Find a test</source>
            <translation>Найти анализ</translation>
        </message>
        <message>
            <source>Tests to choose</source>
            <translation>Анализы на выбор</translation>
        </message>
        <message>
            <source>Orders of this patient</source>
            <translation>Заказы этого пациента</translation>
        </message>
        <message>
            <source>Number of the tube</source>
            <translation>Номер пробирки</translation>
        </message>
        <message>
            <source>Scan it; empty: a number of ours.</source>
            <translation>Отсканируйте; пусто — наш номер.</translation>
        </message>
        <message>
            <source>How soon</source>
            <translation>Срочность</translation>
        </message>
        <message>
            <source>Sent to</source>
            <translation>Куда отправить</translation>
        </message>
        <message>
            <source>Analysers that ask get it in any case.</source>
            <translation>Анализаторы, которые спрашивают сами, получат его в любом случае.</translation>
        </message>
        <message>
            <source>nobody: the analyser asks</source>
            <translation>никуда: анализатор спросит сам</translation>
        </message>
        <message>
            <source>Ordered so far</source>
            <translation>Уже заказано</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить снова</translation>
        </message>
        <message>
            <source>Cancel the order</source>
            <translation>Отменить заказ</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Заказать</translation>
        </message>
    </context>
    <context>
        <name>OutboxScreen</name>
        <message>
            <source>Since</source>
            <translation>С какого времени</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Что</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>What it waits for</source>
            <translation>Чего ждёт</translation>
        </message>
        <message>
            <source>Attempts</source>
            <translation>Попытки</translation>
        </message>
        <message>
            <source>waits since {moment}</source>
            <translation>ждёт с {moment}</translation>
        </message>
        <message>
            <source>accepted {moment}</source>
            <translation>принято {moment}</translation>
        </message>
        <message>
            <source>next attempt {moment}</source>
            <translation>следующая попытка {moment}</translation>
        </message>
        <message>
            <source>event {number}</source>
            <translation>событие {number}</translation>
        </message>
        <message>
            <source>Correct what is named above: open the card, correct the visit and sign it; the correction is sent.</source>
            <translation>Исправьте названное выше: откройте карту, исправьте приём и подпишите; исправление будет отправлено.</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>пока нет</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Отправлено</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Ответ</translation>
        </message>
        <message>
            <source>It will be sent again</source>
            <translation>Будет отправлено снова</translation>
        </message>
        <message>
            <source>What is sent, byte by byte</source>
            <translation>Что отправляется, байт в байт</translation>
        </message>
        <message>
            <source>Sent on {moment}</source>
            <translation>Отправлено {moment}</translation>
        </message>
        <message>
            <source>Answer of {moment}</source>
            <translation>Ответ от {moment}</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n ждёт</numerusform>
                <numerusform>%n ждут</numerusform>
                <numerusform>%n ждут</numerusform>
            </translation>
        </message>
        <message>
            <source>nothing waits</source>
            <translation>ничего не ждёт</translation>
        </message>
        <message numerus="yes">
            <source>%n rejected</source>
            <translation>
                <numerusform>%n отклонено</numerusform>
                <numerusform>%n отклонено</numerusform>
                <numerusform>%n отклонено</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n held</source>
            <translation>
                <numerusform>%n удержано</numerusform>
                <numerusform>%n удержано</numerusform>
                <numerusform>%n удержано</numerusform>
            </translation>
        </message>
        <message>
            <source>oldest since {moment}</source>
            <translation>самое давнее с {moment}</translation>
        </message>
        <message>
            <source>last accepted {moment}</source>
            <translation>последнее принято {moment}</translation>
        </message>
        <message>
            <source>nothing was accepted yet</source>
            <translation>пока ничего не принято</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Отправка в министерство</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждут</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Отклонены</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>Удержаны</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Приняты</translation>
        </message>
        <message>
            <source>Which rows are shown</source>
            <translation>Какие строки показаны</translation>
        </message>
        <message>
            <source>What is sent</source>
            <translation>Что отправляется</translation>
        </message>
        <message>
            <source>Look at the bytes</source>
            <translation>Посмотреть байты</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Открыть карту</translation>
        </message>
        <message>
            <source>Open the document</source>
            <translation>Открыть документ</translation>
        </message>
        <message>
            <source>Send again as it is</source>
            <translation>Отправить снова как есть</translation>
        </message>
        <message>
            <source>Nothing here</source>
            <translation>Здесь пусто</translation>
        </message>
        <message>
            <source>Each signed document leaves its event here; it goes when sending is on and a network is there.</source>
            <translation>Каждый подписанный документ оставляет здесь событие; оно уйдёт, когда отправка включена и есть сеть.</translation>
        </message>
    </context>
    <context>
        <name>OwnerPage</name>
        <message>
            <source>As in the identity document.</source>
            <translation>Как в удостоверении личности.</translation>
        </message>
        <message>
            <source>The IIN is needed: the signature key must have the same.</source>
            <translation>ИИН нужен: в ключе подписи должен быть тот же.</translation>
        </message>
        <message>
            <source>One word, as you will type it every day.</source>
            <translation>Одно слово: его вы будете вводить каждый день.</translation>
        </message>
        <message>
            <source>You</source>
            <translation>О вас</translation>
        </message>
        <message>
            <source>The owner of the record: has all rights and adds other users.</source>
            <translation>Владелец записей: имеет все права и добавляет других пользователей.</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Фамилия</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Patronymic, if any</source>
            <translation>Отчество (если есть)</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ИИН</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Должность</translation>
        </message>
        <message>
            <source>For example: ultrasound doctor</source>
            <translation>Например: врач УЗИ</translation>
        </message>
        <message>
            <source>User name for logging in</source>
            <translation>Имя пользователя для входа</translation>
        </message>
        <message>
            <source>Capital and small letters are the same.</source>
            <translation>Заглавные и строчные буквы не различаются.</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Search or command</source>
            <translation>Поиск или команда</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Найдено</translation>
        </message>
        <message>
            <source>Nothing found. A part of the surname, the IIN or the phone is enough.</source>
            <translation>Ничего не найдено. Достаточно части фамилии, ИИН или телефона.</translation>
        </message>
        <message>
            <source>↑ ↓ choose · Enter opens · Esc closes</source>
            <translation>↑ ↓ выбор · Enter открыть · Esc закрыть</translation>
        </message>
        <message>
            <source>IIN {number}</source>
            <translation>ИИН {number}</translation>
        </message>
    </context>
    <context>
        <name>PartSheet</name>
        <message>
            <source>A part of the record</source>
            <translation>Часть записи</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>It is signed from the list, by you</source>
            <translation>Подпишете её вы, из списка</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Keep the text</source>
            <translation>Сохранить текст</translation>
        </message>
    </context>
    <context>
        <name>PasswordPage</name>
        <message>
            <source>Not all rules are met yet.</source>
            <translation>Выполнены ещё не все правила.</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>Пароли не совпадают.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>It encrypts the whole record. Nobody can tell it to you later, so a recovery sheet comes next.</source>
            <translation>Он шифрует все записи. Потом его никто не подскажет, поэтому следующий шаг — лист восстановления.</translation>
        </message>
        <message>
            <source>Password again</source>
            <translation>Пароль ещё раз</translation>
        </message>
        <message>
            <source>Keyboard: {layout}</source>
            <translation>Раскладка: {layout}</translation>
        </message>
        <message>
            <source>Caps Lock is on · {layout}</source>
            <translation>Включён Caps Lock · {layout}</translation>
        </message>
    </context>
    <context>
        <name>PatientChooser</name>
        <message>
            <source>Nobody found. A new patient is entered with Ctrl+Shift+N.</source>
            <translation>Никто не найден. Нового пациента заводят по Ctrl+Shift+N.</translation>
        </message>
        <message>
            <source>Name, IIN or phone</source>
            <translation>Имя, ИИН или телефон</translation>
        </message>
        <message>
            <source>Found patients</source>
            <translation>Найденные пациенты</translation>
        </message>
    </context>
    <context>
        <name>PatientForm</name>
        <message>
            <source>the IIN says {date}</source>
            <translation>по ИИН — {date}</translation>
        </message>
        <message>
            <source>suggested by the IIN</source>
            <translation>подсказано ИИН</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>Дата рождения</translation>
        </message>
        <message>
            <source>Open this card</source>
            <translation>Открыть эту карту</translation>
        </message>
        <message>
            <source>A surname or the only name is needed.</source>
            <translation>Нужна фамилия или единственное имя.</translation>
        </message>
        <message>
            <source>There is no such day.</source>
            <translation>Такого дня нет.</translation>
        </message>
        <message>
            <source>Edit patient</source>
            <translation>Данные пациента</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>Новый пациент</translation>
        </message>
        <message>
            <source>Surname</source>
            <translation>Фамилия</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Patronymic</source>
            <translation>Отчество</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ИИН</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Пол</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Second phone</source>
            <translation>Второй телефон</translation>
        </message>
        <message>
            <source>Citizenship</source>
            <translation>Гражданство</translation>
        </message>
        <message>
            <source>Document in place of the IIN</source>
            <translation>Документ вместо ИИН</translation>
        </message>
        <message>
            <source>Document number</source>
            <translation>Номер документа</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Relative or representative</source>
            <translation>Родственник или представитель</translation>
        </message>
        <message>
            <source>Who it is to the patient</source>
            <translation>Кем приходится</translation>
        </message>
        <message>
            <source>Their phone</source>
            <translation>Его телефон</translation>
        </message>
        <message>
            <source>Note for the registry</source>
            <translation>Примечание</translation>
        </message>
        <message>
            <source>Allergies</source>
            <translation>Аллергии</translation>
        </message>
        <message>
            <source>with commas; reaction in brackets</source>
            <translation>через запятую; реакция в скобках</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Предупреждения</translation>
        </message>
        <message>
            <source>with commas: pacemaker, pregnancy</source>
            <translation>через запятую: кардиостимулятор, беременность</translation>
        </message>
        <message>
            <source>This is the legal representative</source>
            <translation>Это законный представитель</translation>
        </message>
        <message>
            <source>Consent to keep personal data is given</source>
            <translation>Согласие на хранение персональных данных получено</translation>
        </message>
        <message>
            <source>Perhaps this patient is already registered</source>
            <translation>Возможно, этот пациент уже есть</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Save and open the card</source>
            <translation>Сохранить и открыть карту</translation>
        </message>
    </context>
    <context>
        <name>PatientsScreen</name>
        <message>
            <source>Patient {name} is registered</source>
            <translation>Пациент заведён: {name}</translation>
        </message>
        <message>
            <source>Patients you worked with last</source>
            <translation>Пациенты, с которыми вы работали последними</translation>
        </message>
        <message numerus="yes">
            <source>More than %n found: type more</source>
            <translation>
                <numerusform>Найдено больше %n: уточните</numerusform>
                <numerusform>Найдено больше %n: уточните</numerusform>
                <numerusform>Найдено больше %n: уточните</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>найден %n</numerusform>
                <numerusform>найдено %n</numerusform>
                <numerusform>найдено %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody found</source>
            <translation>Никто не найден</translation>
        </message>
        <message>
            <source>Part of the name is enough, in Kazakh or Russian letters; an IIN or a phone works too.</source>
            <translation>Достаточно части имени, казахскими или русскими буквами; подойдут и ИИН, и телефон.</translation>
        </message>
        <message>
            <source>No patients yet</source>
            <translation>Пациентов пока нет</translation>
        </message>
        <message>
            <source>Register the first one: with the IIN it takes half a minute.</source>
            <translation>Заведите первого: по ИИН это полминуты.</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Пациенты</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>Новый пациент</translation>
        </message>
        <message>
            <source>Name, IIN or phone</source>
            <translation>Имя, ИИН или телефон</translation>
        </message>
        <message>
            <source>Find a patient by name, IIN or phone</source>
            <translation>Найти пациента по имени, ИИН или телефону</translation>
        </message>
        <message>
            <source>Found patients</source>
            <translation>Найденные пациенты</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Дата рождения</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>Пол</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ИИН</translation>
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
            <translation>День</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Пациенты</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Входящие</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Документы</translation>
        </message>
        <message>
            <source>To sign</source>
            <translation>На подпись</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>Reports</source>
            <translation>Отчёты</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Patient card</source>
            <translation>Карта пациента</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Приём</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Снимки</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Результат</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <source>Check a signed file</source>
            <translation>Проверка подписанного файла</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Очередь отправки</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Устройство</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Подключить устройство</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Журнал связи</translation>
        </message>
        <message>
            <source>Outbound addresses</source>
            <translation>Исходящие адреса</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>Журнал</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS</source>
            <translation>Неудачные попытки с ЭЦП</translation>
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
            <translation>Не короче {count} знаков; легче всего запомнить фразу</translation>
        </message>
        <message>
            <source>Capital and small letters, digits or signs: three kinds; or {count} characters</source>
            <translation>Заглавные, строчные, цифры, знаки: три вида; или {count} знаков</translation>
        </message>
        <message>
            <source>No name, login or IIN in it</source>
            <translation>Без имени, логина и ИИН</translation>
        </message>
        <message>
            <source>Not one of the passwords that are tried first</source>
            <translation>Не из тех паролей, которые пробуют первыми</translation>
        </message>
    </context>
    <context>
        <name>PracticePage</name>
        <message>
            <source>Give the name as it shall stand on documents.</source>
            <translation>Напишите название так, как оно будет стоять в документах.</translation>
        </message>
        <message>
            <source>The number is needed: it stands on every document.</source>
            <translation>Номер нужен: он стоит в каждом документе.</translation>
        </message>
        <message>
            <source>Your practice</source>
            <translation>Ваша практика</translation>
        </message>
        <message>
            <source>This stands at the head of documents; it can be changed in the settings.</source>
            <translation>Это стоит в начале документов.</translation>
        </message>
        <message>
            <source>Private practice (IIN)</source>
            <translation>Частная практика (ИИН)</translation>
        </message>
        <message>
            <source>Organisation (BIN)</source>
            <translation>Организация (БИН)</translation>
        </message>
        <message>
            <source>Name of the practice</source>
            <translation>Название практики</translation>
        </message>
        <message>
            <source>BIN of the organisation</source>
            <translation>БИН организации</translation>
        </message>
        <message>
            <source>IIN of the practitioner</source>
            <translation>ИИН практикующего врача</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Licence, number and date</source>
            <translation>Лицензия, номер и дата</translation>
        </message>
        <message>
            <source>May be added later.</source>
            <translation>Можно указать позже.</translation>
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
            <translation>Название</translation>
        </message>
        <message>
            <source>IIN or BIN</source>
            <translation>ИИН или БИН</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Лицензия</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Изменить…</translation>
        </message>
    </context>
    <context>
        <name>PracticeSheet</name>
        <message>
            <source>What stands at the head of documents</source>
            <translation>Что стоит в начале документов</translation>
        </message>
        <message>
            <source>Name of the practice</source>
            <translation>Название практики</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Лицензия</translation>
        </message>
        <message>
            <source>Number and date.</source>
            <translation>Номер и дата.</translation>
        </message>
        <message>
            <source>Documents signed before keep what stood there on their day.</source>
            <translation>В подписанных раньше документах остаётся то, что стояло в их день.</translation>
        </message>
        <message>
            <source>Give the name as it shall stand on documents.</source>
            <translation>Укажите название так, как оно должно стоять в документах.</translation>
        </message>
        <message>
            <source>Documents from now on say so.</source>
            <translation>Теперь в документах будет написано так.</translation>
        </message>
    </context>
    <context>
        <name>PrescriptionList</name>
        <message>
            <source>Change</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Change {medicine}</source>
            <translation>Изменить: {medicine}</translation>
        </message>
        <message>
            <source>Remove {medicine}</source>
            <translation>Убрать: {medicine}</translation>
        </message>
        <message>
            <source>Medicine: international or trade name (Ctrl+R)</source>
            <translation>Лекарство: МНН или торговое название (Ctrl+R)</translation>
        </message>
        <message>
            <source>Prescribed before</source>
            <translation>Назначалось раньше</translation>
        </message>
        <message>
            <source>As in the previous visit</source>
            <translation>Как на прошлом приёме</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>ReachPage</name>
        <message>
            <source>Serial port</source>
            <translation>Последовательный порт</translation>
        </message>
        <message>
            <source>No port was found: plug the cable or its adapter in.</source>
            <translation>Порт не найден: вставьте кабель или его переходник.</translation>
        </message>
        <message>
            <source>The folder with the results</source>
            <translation>Папка с результатами</translation>
        </message>
        <message>
            <source>This is needed.</source>
            <translation>Это нужно.</translation>
        </message>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>Число от 1 до 65535.</translation>
        </message>
        <message>
            <source>There is no such folder.</source>
            <translation>Такой папки нет.</translation>
        </message>
        <message>
            <source>Where does the device wait?</source>
            <translation>Где ждёт устройство?</translation>
        </message>
        <message>
            <source>The program connects by itself, and again whenever the connection is lost.</source>
            <translation>Программа подключается сама, и снова, если связь пропала.</translation>
        </message>
        <message>
            <source>Which cable, and how fast?</source>
            <translation>Какой кабель и какая скорость?</translation>
        </message>
        <message>
            <source>The values stand in the device's menu (Communication, Host, RS-232). Usual: 9600, 8 bits, no parity.</source>
            <translation>Значения — в меню устройства (Communication, Host, RS-232). Обычно: 9600, 8 бит, без чётности.</translation>
        </message>
        <message>
            <source>Which folder?</source>
            <translation>Какая папка?</translation>
        </message>
        <message>
            <source>Files are read once they are whole and then moved into a dated folder beside; nothing is deleted.</source>
            <translation>Файлы читаются, когда дописаны, и переносятся рядом в папку с датой; ничего не удаляется.</translation>
        </message>
        <message>
            <source>Address or name</source>
            <translation>Адрес или имя</translation>
        </message>
        <message>
            <source>For example 192.168.0.30.</source>
            <translation>Например, 192.168.0.30.</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Порт</translation>
        </message>
        <message>
            <source>Speed (baud)</source>
            <translation>Скорость (бод)</translation>
        </message>
        <message>
            <source>Bits and parity</source>
            <translation>Биты и чётность</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>On this computer or a share of the network.</source>
            <translation>На этом компьютере или сетевая.</translation>
        </message>
        <message>
            <source>Which files</source>
            <translation>Какие файлы</translation>
        </message>
        <message>
            <source>* is every file.</source>
            <translation>* — все файлы.</translation>
        </message>
        <message>
            <source>How to read them</source>
            <translation>Как их читать</translation>
        </message>
        <message>
            <source>Choose only where files of the device are not recognised.</source>
            <translation>Выбирайте, только если файлы устройства не узнаются.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>As the device's menu names it.</source>
            <translation>Как назван в меню устройства.</translation>
        </message>
        <message>
            <source>Hardware handshake (RTS/CTS)</source>
            <translation>Аппаратное согласование (RTS/CTS)</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>Try the connection</source>
            <translation>Проверить связь</translation>
        </message>
    </context>
    <context>
        <name>ReadingLine</name>
        <message>
            <source>Type readings: pressure, glucose, weight …</source>
            <translation>Записать показания: давление, сахар, вес …</translation>
        </message>
        <message>
            <source>Take a file of results into the card</source>
            <translation>Внести файл с результатами в карту</translation>
        </message>
        <message>
            <source>Kept: {values}</source>
            <translation>Сохранено: {values}</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s) are in the card</source>
            <translation>
                <numerusform>%n значение внесено в карту</numerusform>
                <numerusform>%n значения внесены в карту</numerusform>
                <numerusform>%n значений внесено в карту</numerusform>
            </translation>
        </message>
        <message>
            <source>Write as you say it: 120/80 72 · glucose 5.6 · weight 82.5 · yesterday 8:00</source>
            <translation>Пишите как говорите: 120/80 72 · сахар 5,6 · вес 82,5 · вчера 8:00</translation>
        </message>
        <message>
            <source>is that right?</source>
            <translation>верно?</translation>
        </message>
        <message>
            <source>{moment}: has not come yet</source>
            <translation>{moment}: это время ещё не наступило</translation>
        </message>
        <message>
            <source>not understood: {words}</source>
            <translation>не понято: {words}</translation>
        </message>
        <message>
            <source>Enter once more keeps it so</source>
            <translation>Ещё раз Enter — сохранить так</translation>
        </message>
        <message>
            <source>Readings, e.g. 120/80 72</source>
            <translation>Показания, например 120/80 72</translation>
        </message>
        <message>
            <source>Readings in one line</source>
            <translation>Показания одной строкой</translation>
        </message>
        <message>
            <source>measured here</source>
            <translation>измерено здесь</translation>
        </message>
        <message>
            <source>by the patient at home</source>
            <translation>пациентом дома</translation>
        </message>
        <message>
            <source>Who measured</source>
            <translation>Кто измерил</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>Из файла</translation>
        </message>
    </context>
    <context>
        <name>ReasonSheet</name>
        <message>
            <source>A reason is needed: it stays in the record.</source>
            <translation>Нужна причина: она останется в записи.</translation>
        </message>
        <message>
            <source>Correct the visit of {day}</source>
            <translation>Исправить приём {day}</translation>
        </message>
        <message>
            <source>The signed document stays as it is; the corrected one will be a new version that names it.</source>
            <translation>Подписанный документ останется как есть; исправленный станет новой версией со ссылкой на него.</translation>
        </message>
        <message>
            <source>Open for correction</source>
            <translation>Открыть для исправления</translation>
        </message>
        <message>
            <source>Withdraw the visit of {day}</source>
            <translation>Отозвать приём {day}</translation>
        </message>
        <message>
            <source>Every byte stays in the record; the visit is marked as withdrawn.</source>
            <translation>Каждый байт остаётся в записи; приём помечается отозванным.</translation>
        </message>
        <message>
            <source>The withdrawal is a signed version of its own, so it is signed next.</source>
            <translation>Отзыв — отдельная подписанная версия, поэтому дальше его нужно подписать.</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Отозвать</translation>
        </message>
        <message>
            <source>Go on to signing</source>
            <translation>Перейти к подписи</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>ReceiverSheet</name>
        <message>
            <source>Where devices reach us</source>
            <translation>Куда устройства присылают результаты</translation>
        </message>
        <message>
            <source>Listen on</source>
            <translation>Какую сеть слушать</translation>
        </message>
        <message>
            <source>Every network, unless the computer has several.</source>
            <translation>Если сеть одна, оставьте все.</translation>
        </message>
        <message>
            <source>AE title</source>
            <translation>AE title</translation>
        </message>
        <message>
            <source>How devices call us.</source>
            <translation>Так нас называют устройства.</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>Порт DICOM</translation>
        </message>
        <message>
            <source>Images and ECG.</source>
            <translation>Снимки и ЭКГ.</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>Порт HL7</translation>
        </message>
        <message>
            <source>Analysers and monitors.</source>
            <translation>Анализаторы и мониторы.</translation>
        </message>
        <message>
            <source>Empty: closed. Usual: {port}.</source>
            <translation>Пусто — закрыт. Обычно: {port}.</translation>
        </message>
        <message>
            <source>ASTM port</source>
            <translation>Порт ASTM</translation>
        </message>
        <message>
            <source>Encrypted DICOM port (TLS)</source>
            <translation>Шифрованный порт DICOM (TLS)</translation>
        </message>
        <message>
            <source>Save the certificate…</source>
            <translation>Сохранить сертификат…</translation>
        </message>
        <message>
            <source>Over TLS, only devices whose certificate we have</source>
            <translation>По TLS — только устройства, чей сертификат у нас есть</translation>
        </message>
        <message>
            <source>Take certificates of devices…</source>
            <translation>Взять сертификаты устройств…</translation>
        </message>
        <message>
            <source>Enter the new values at every device too: with the old ones it reaches nobody. While the receiver starts again, devices keep what they could not send.</source>
            <translation>Введите новые значения и на каждом устройстве: со старыми оно не дозовётся. Пока приёмник запускается заново, устройства хранят неотправленное у себя.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>At most 16 Latin capitals, digits, - or _.</source>
            <translation>До 16 латинских заглавных букв, цифр, - или _.</translation>
        </message>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>Число от 1 до 65535.</translation>
        </message>
        <message>
            <source>The two ports must differ.</source>
            <translation>Порты должны различаться.</translation>
        </message>
        <message>
            <source>Every port must be another.</source>
            <translation>Все порты должны быть разными.</translation>
        </message>
        <message>
            <source>The receiver starts again with the new values. Enter them at devices.</source>
            <translation>Приёмник запускается с новыми значениями. Введите их на устройствах.</translation>
        </message>
        <message>
            <source>Nothing was changed: the receiver goes on with the old values.</source>
            <translation>Ничего не изменено: приёмник работает с прежними значениями.</translation>
        </message>
        <message>
            <source>Certificate of the encrypted port, SHA-256: {fingerprint}; valid until {day}.</source>
            <translation>Сертификат шифрованного порта, SHA-256: {fingerprint}; действует до {day}.</translation>
        </message>
        <message>
            <source>Save the certificate</source>
            <translation>Сохранить сертификат</translation>
        </message>
        <message>
            <source>Certificates of devices</source>
            <translation>Сертификаты устройств</translation>
        </message>
        <message numerus="yes">
            <source>%n certificate(s) of devices taken</source>
            <translation>
                <numerusform>Взят %n сертификат устройств</numerusform>
                <numerusform>Взято %n сертификата устройств</numerusform>
                <numerusform>Взято %n сертификатов устройств</numerusform>
            </translation>
        </message>
        <message>
            <source>every network of this computer</source>
            <translation>все сети этого компьютера</translation>
        </message>
        <message>
            <source>this computer only</source>
            <translation>только этот компьютер</translation>
        </message>
    </context>
    <context>
        <name>RecordSheet</name>
        <message>
            <source>As the device sent it</source>
            <translation>Как прислал аппарат</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>Hexadecimal</source>
            <translation>Шестнадцатеричный</translation>
        </message>
        <message>
            <source>Letters:</source>
            <translation>Буквы:</translation>
        </message>
        <message>
            <source>Character set of the text</source>
            <translation>Кодировка текста</translation>
        </message>
        <message>
            <source>{size}, kept exactly as it is. Looking at it is in the journal.</source>
            <translation>{size}, хранится в точности. Просмотр записан в журнале.</translation>
        </message>
        <message>
            <source>Recognised letters: {name}.</source>
            <translation>Распознанная кодировка: {name}.</translation>
        </message>
        <message>
            <source>The beginning is shown.</source>
            <translation>Показано начало.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Read again by these letters</source>
            <translation>Прочитать заново этими буквами</translation>
        </message>
    </context>
    <context>
        <name>RecoveryPage</name>
        <message>
            <source>Recovery by the printed sheet</source>
            <translation>Восстановление по напечатанному листу</translation>
        </message>
        <message>
            <source>The key opens the record. You get a new password and a new one-time code; the old ones end.</source>
            <translation>Ключ открывает записи. Вы получите новый пароль и новый одноразовый код; старые перестанут действовать.</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Пользователь</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Ключ восстановления</translation>
        </message>
        <message>
            <source>33 letters and digits; the keyboard layout does not matter.</source>
            <translation>33 буквы и цифры; раскладка клавиатуры не важна.</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Новый пароль</translation>
        </message>
        <message>
            <source>New password again</source>
            <translation>Новый пароль ещё раз</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>Открыть записи</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Далее</translation>
        </message>
        <message>
            <source>Type your user name.</source>
            <translation>Введите имя пользователя.</translation>
        </message>
        <message>
            <source>The key on the sheet has 33 letters and digits.</source>
            <translation>В ключе на листе 33 буквы и цифры.</translation>
        </message>
        <message>
            <source>Not all rules are met yet.</source>
            <translation>Выполнены ещё не все правила.</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>Пароли не совпадают.</translation>
        </message>
    </context>
    <context>
        <name>RecoverySheetPage</name>
        <message>
            <source>Not as on the sheet.</source>
            <translation>Не так, как на листе.</translation>
        </message>
        <message>
            <source>Sent to the printer. Check the paper before you go on.</source>
            <translation>Отправлено на печать. Проверьте бумагу, прежде чем продолжить.</translation>
        </message>
        <message>
            <source>Recovery sheet</source>
            <translation>Лист восстановления</translation>
        </message>
        <message>
            <source>Print it and keep it with your passport. It opens the record when the password or the phone is lost.</source>
            <translation>Напечатайте и храните вместе с паспортом. Он откроет записи, если потеряны пароль или телефон.</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Печать…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>Сохранить в PDF…</translation>
        </message>
        <message>
            <source>Type these groups from the paper. The keyboard layout does not matter.</source>
            <translation>Введите эти группы с бумаги. Раскладка клавиатуры не важна.</translation>
        </message>
        <message>
            <source>Group {number}</source>
            <translation>Группа {number}</translation>
        </message>
        <message>
            <source>Shipager: recovery sheet</source>
            <translation>Шипагер: лист восстановления</translation>
        </message>
        <message>
            <source>User: {login}</source>
            <translation>Пользователь: {login}</translation>
        </message>
        <message>
            <source>This key opens the record of the practice without the password. Who holds it can read everything: keep it locked away, apart from the computer.</source>
            <translation>Этот ключ открывает записи практики без пароля. У кого он есть, тот может прочитать всё: храните его под замком, отдельно от компьютера.</translation>
        </message>
        <message>
            <source>How to use it: in the login window choose “Recovery sheet” and type the key.</source>
            <translation>Как пользоваться: в окне входа выберите «Лист восстановления» и введите ключ.</translation>
        </message>
        <message>
            <source>Made on {day}</source>
            <translation>Составлен {day}</translation>
        </message>
        <message>
            <source>Saved: {path}. Print it, then delete the file.</source>
            <translation>Сохранено: {path}. Напечатайте и удалите файл.</translation>
        </message>
        <message>
            <source>Where shall the recovery sheet be saved?</source>
            <translation>Куда сохранить лист восстановления?</translation>
        </message>
        <message>
            <source>recovery-sheet.pdf</source>
            <translation>лист-восстановления.pdf</translation>
        </message>
    </context>
    <context>
        <name>ReportCard</name>
        <message>
            <source>Less</source>
            <translation>Свернуть</translation>
        </message>
        <message>
            <source>All checks ({count} in order)</source>
            <translation>Все проверки ({count} в порядке)</translation>
        </message>
        <message>
            <source>I have looked at it…</source>
            <translation>Я посмотрел(а)…</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Попробовать сейчас</translation>
        </message>
        <message>
            <source>Signer unknown</source>
            <translation>Подписавший неизвестен</translation>
        </message>
        <message>
            <source>BIN {number}</source>
            <translation>БИН {number}</translation>
        </message>
        <message>
            <source>part: {title}</source>
            <translation>часть: {title}</translation>
        </message>
        <message>
            <source>none yet: nobody else vouches for the time</source>
            <translation>пока нет: время никто не подтвердил</translation>
        </message>
        <message>
            <source>{confirmed} confirmed, {claimed} claimed</source>
            <translation>подтверждён {confirmed}, заявлен {claimed}</translation>
        </message>
        <message>
            <source>Signed, by the signer's own clock</source>
            <translation>Подписано по часам подписавшего</translation>
        </message>
        <message>
            <source>Time stamp, by the authority's clock</source>
            <translation>Метка времени по часам службы</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>Уровень</translation>
        </message>
        <message>
            <source>The time stamp is added by itself as soon as it can be had.</source>
            <translation>Метка времени добавится сама, как только служба ответит.</translation>
        </message>
        <message>
            <source>Evidence about revocation is added by itself as soon as it comes.</source>
            <translation>Доказательство об отзыве добавится само, как только придёт.</translation>
        </message>
        <message>
            <source>The evidence came more than five minutes after the time stamp.</source>
            <translation>Доказательство пришло более чем через пять минут после метки времени.</translation>
        </message>
        <message>
            <source>Archived; the proof is renewed by itself by {date}.</source>
            <translation>В архиве; доказательство обновится само до {date}.</translation>
        </message>
        <message>
            <source>Last looked at: {moment}</source>
            <translation>Последняя проверка: {moment}</translation>
        </message>
        <message>
            <source>This part was changed after it was signed.</source>
            <translation>Эта часть изменена после подписания.</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Сертификат</translation>
        </message>
        <message>
            <source>Term of the certificate</source>
            <translation>Срок сертификата</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Выдан</translation>
        </message>
        <message>
            <source>Trusted authority</source>
            <translation>Доверенный центр</translation>
        </message>
        <message>
            <source>Judged for the moment</source>
            <translation>Оценено на момент</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Правила</translation>
        </message>
    </context>
    <context>
        <name>ReportsScreen</name>
        <message>
            <source>Reports</source>
            <translation>Отчёты</translation>
        </message>
        <message>
            <source>No reports yet</source>
            <translation>Отчётов пока нет</translation>
        </message>
        <message>
            <source>What can be taken along today: everything in open formats, and a backup.</source>
            <translation>Уже сейчас можно забрать всё в открытых форматах и сделать резервную копию.</translation>
        </message>
        <message>
            <source>Export and backup</source>
            <translation>Экспорт и резервная копия</translation>
        </message>
        <message>
            <source>Journal of actions</source>
            <translation>Журнал действий</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS</source>
            <translation>Неудачные попытки с ЭЦП</translation>
        </message>
    </context>
    <context>
        <name>ResultScreen</name>
        <message>
            <source>Indicator</source>
            <translation>Показатель</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Значение</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Единица</translation>
        </message>
        <message>
            <source>Normal range</source>
            <translation>Норма</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>Отметка</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>Предыдущее</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Изменение</translation>
        </message>
        <message>
            <source>Cite the result in the note</source>
            <translation>Сослаться на результат в записи</translation>
        </message>
        <message>
            <source>Move the result to another patient</source>
            <translation>Перенести результат другому пациенту</translation>
        </message>
        <message>
            <source>It was read again by these letters</source>
            <translation>Прочитано заново этими буквами</translation>
        </message>
        <message>
            <source>Document in the result</source>
            <translation>Документ в результате</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Результаты</translation>
        </message>
        <message>
            <source>Waits in the inbox: {why}</source>
            <translation>Ждёт во входящих: {why}</translation>
        </message>
        <message>
            <source>Open the document</source>
            <translation>Открыть документ</translation>
        </message>
        <message>
            <source>Original message</source>
            <translation>Исходное сообщение</translation>
        </message>
        <message>
            <source>Cite in the note</source>
            <translation>Сослаться в записи</translation>
        </message>
        <message>
            <source>Move…</source>
            <translation>Перенести…</translation>
        </message>
        <message>
            <source>Values of the result</source>
            <translation>Значения результата</translation>
        </message>
    </context>
    <context>
        <name>ReviewSheet</name>
        <message>
            <source>Write what you found: it stays in the journal.</source>
            <translation>Напишите, что нашли: это останется в журнале.</translation>
        </message>
        <message>
            <source>Signature looked at</source>
            <translation>Подпись просмотрена</translation>
        </message>
        <message>
            <source>Nothing of the document or its signature is changed. Where it does not hold, correct or withdraw the visit; from a damaged disk restore the backup.</source>
            <translation>В документе и подписи ничего не меняется. Если подпись не подтверждается, исправьте или отзовите приём; при повреждённом диске восстановите копию.</translation>
        </message>
        <message>
            <source>What you found</source>
            <translation>Что вы нашли</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Put to rest</source>
            <translation>Отметить просмотренной</translation>
        </message>
    </context>
    <context>
        <name>RevocationSheet</name>
        <message>
            <source>Revoked certificates</source>
            <translation>Отозванные сертификаты</translation>
        </message>
        <message>
            <source>Right after the time stamp the authority is asked whether the certificates were revoked; its answer is kept with the signature, which is complete from then on. It is told serial numbers, nothing else.</source>
            <translation>Сразу после метки времени удостоверяющий центр спрашивают, не отозваны ли сертификаты; ответ хранится с подписью, и с этого момента она полная. Ему сообщаются только серийные номера.</translation>
        </message>
        <message>
            <source>Ask about revocation</source>
            <translation>Спрашивать об отзыве</translation>
        </message>
        <message>
            <source>Empty: the address that belongs to the certification authority.</source>
            <translation>Пусто — адрес самого удостоверяющего центра.</translation>
        </message>
        <message>
            <source>A practice marked TEST asks only this computer.</source>
            <translation>Практика с пометкой ТЕСТ спрашивает только этот компьютер.</translation>
        </message>
        <message>
            <source>Answers about one certificate (OCSP)</source>
            <translation>Ответы об одном сертификате (OCSP)</translation>
        </message>
        <message>
            <source>List of revoked certificates (CRL)</source>
            <translation>Список отозванных сертификатов (CRL)</translation>
        </message>
        <message>
            <source>Asked where OCSP cannot be reached. Empty: none.</source>
            <translation>Запрашивается, если OCSP недоступен. Пусто — не запрашивается.</translation>
        </message>
        <message>
            <source>Changes since that list (delta CRL)</source>
            <translation>Изменения после этого списка (delta CRL)</translation>
        </message>
        <message>
            <source>Empty: none.</source>
            <translation>Пусто — нет.</translation>
        </message>
        <message>
            <source>Signatures are completed with answers about revocation.</source>
            <translation>Подписи дополняются ответами об отзыве.</translation>
        </message>
        <message>
            <source>Nobody is asked about revocation.</source>
            <translation>Об отзыве никого не спрашивают.</translation>
        </message>
    </context>
    <context>
        <name>SaveTemplateSheet</name>
        <message>
            <source>The text names this patient. Take that out of the note first, or leave the row out.</source>
            <translation>В тексте назван этот пациент. Сначала уберите это из записи или не включайте строку.</translation>
        </message>
        <message>
            <source>Save this note as a template</source>
            <translation>Сохранить запись как шаблон</translation>
        </message>
        <message>
            <source>Name of the template</source>
            <translation>Название шаблона</translation>
        </message>
        <message>
            <source>Rows that it keeps</source>
            <translation>Какие строки сохранить</translation>
        </message>
        <message>
            <source>For every doctor of this practice</source>
            <translation>Для всех врачей практики</translation>
        </message>
        <message>
            <source>Indicators, diagnoses and the prescription are not kept. Write ___ or words in braces for a gap.</source>
            <translation>Показатели, диагнозы и назначения в шаблон не входят. Для пропуска напишите ___ или {слова в скобках}.</translation>
        </message>
        <message>
            <source>Nothing is written in the note yet.</source>
            <translation>В записи пока ничего нет.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
    </context>
    <context>
        <name>SecondFactor</name>
        <message>
            <source>QR code for the application of one-time codes</source>
            <translation>QR-код для приложения одноразовых кодов</translation>
        </message>
        <message>
            <source>Open an application for one-time codes on your phone, point it at the picture and type its code.</source>
            <translation>Откройте на телефоне приложение одноразовых кодов, наведите его на картинку и введите код.</translation>
        </message>
        <message>
            <source>If the picture cannot be read, type this secret into the application:</source>
            <translation>Если картинка не читается, введите в приложение этот секрет:</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Одноразовый код</translation>
        </message>
        <message>
            <source>Six digits; a new code comes every 30 seconds.</source>
            <translation>Шесть цифр; новый код каждые 30 секунд.</translation>
        </message>
        <message>
            <source>Type the six digits that the application shows.</source>
            <translation>Введите шесть цифр, которые показывает приложение.</translation>
        </message>
        <message>
            <source>This code does not fit. Check that the clocks of phone and computer agree, and type the next one.</source>
            <translation>Код не подходит. Проверьте, что часы телефона и компьютера совпадают, и введите следующий.</translation>
        </message>
        <message>
            <source>Choose the key file</source>
            <translation>Выберите файл ключа</translation>
        </message>
        <message>
            <source>Key files (*.p12 *.pfx)</source>
            <translation>Файлы ключей (*.p12 *.pfx)</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Сертификат</translation>
        </message>
        <message>
            <source>Second factor</source>
            <translation>Второй фактор</translation>
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
            <translation>Где находится ключ</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>Файл ключа</translation>
        </message>
        <message>
            <source>PIN of the token</source>
            <translation>PIN-код токена</translation>
        </message>
        <message>
            <source>Password of the key</source>
            <translation>Пароль ключа</translation>
        </message>
        <message>
            <source>NCALayer does not run on this computer. Start it, or use a key file.</source>
            <translation>NCALayer на этом компьютере не запущен. Запустите его или используйте файл ключа.</translation>
        </message>
        <message>
            <source>No token is connected. Put it in, or use a key file.</source>
            <translation>Токен не подключён. Подключите его или используйте файл ключа.</translation>
        </message>
        <message>
            <source>NCALayer opens its own window and asks for the password there.</source>
            <translation>NCALayer откроет своё окно и спросит пароль там.</translation>
        </message>
        <message>
            <source>Wrong PINs are counted by the token itself.</source>
            <translation>Неверные PIN-коды считает сам токен.</translation>
        </message>
    </context>
    <context>
        <name>SecondFactorPage</name>
        <message>
            <source>One-time code</source>
            <translation>Одноразовый код</translation>
        </message>
        <message>
            <source>The second lock: whoever learns the password still needs your phone.</source>
            <translation>Второй замок: узнавшему пароль всё равно нужен ваш телефон.</translation>
        </message>
        <message>
            <source>The code fits. Go on with Enter.</source>
            <translation>Код подходит. Продолжить — Enter.</translation>
        </message>
    </context>
    <context>
        <name>SendStudySheet</name>
        <message>
            <source>Sending</source>
            <translation>Отправка</translation>
        </message>
        <message>
            <source>Send to an archive</source>
            <translation>Отправить в архив</translation>
        </message>
        <message>
            <source>The images go as the device sent them, with the name that stands in them. It is kept in the journal.</source>
            <translation>Снимки уходят такими, какими их прислал аппарат, с тем именем, которое в них записано. Это остаётся в журнале.</translation>
        </message>
        <message>
            <source>To which archive</source>
            <translation>В какой архив</translation>
        </message>
        <message>
            <source>No archive is set up. Open the device of the archive, switch on “Is an archive of images (PACS)” and enter the port where it listens.</source>
            <translation>Архив не настроен. Откройте страницу устройства-архива, включите «Это архив снимков (PACS)» и укажите порт, на котором он ждёт.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить ещё раз</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Отправить</translation>
        </message>
        <message numerus="yes">
            <source>%n object(s) sent, all of the study: {archive}</source>
            <translation>
                <numerusform>Отправлен %n объект, исследование целиком: {archive}</numerusform>
                <numerusform>Отправлено %n объекта, исследование целиком: {archive}</numerusform>
                <numerusform>Отправлено %n объектов, исследование целиком: {archive}</numerusform>
            </translation>
        </message>
        <message>
            <source>Sent to {archive}: {count} of {total}.</source>
            <translation>Отправлено в {archive}: {count} из {total}.</translation>
        </message>
        <message>
            <source>Stopped; what went stays there.</source>
            <translation>Остановлено; то, что ушло, там и останется.</translation>
        </message>
        <message>
            <source>the archive does not take this kind or its compression</source>
            <translation>архив не принимает этот вид или его сжатие</translation>
        </message>
        <message>
            <source>cannot be read here</source>
            <translation>здесь не читается</translation>
        </message>
        <message>
            <source>the connection broke; send again</source>
            <translation>связь оборвалась; отправьте ещё раз</translation>
        </message>
        <message>
            <source>the archive refused (status {status})</source>
            <translation>архив отказал (статус {status})</translation>
        </message>
    </context>
    <context>
        <name>SendingSection</name>
        <message>
            <source>Ministry and time stamps</source>
            <translation>Министерство и метки времени</translation>
        </message>
        <message>
            <source>Ministry</source>
            <translation>Министерство</translation>
        </message>
        <message>
            <source>Time stamps</source>
            <translation>Метки времени</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Отправка…</translation>
        </message>
        <message>
            <source>Time stamps…</source>
            <translation>Метки времени…</translation>
        </message>
        <message>
            <source>Revocation</source>
            <translation>Отзыв</translation>
        </message>
        <message>
            <source>Revocation…</source>
            <translation>Отзыв…</translation>
        </message>
        <message>
            <source>All outbound addresses</source>
            <translation>Все исходящие адреса</translation>
        </message>
        <message>
            <source>No address: signatures stay without a time stamp.</source>
            <translation>Адреса нет: подписи остаются без метки времени.</translation>
        </message>
        <message>
            <source>Nobody is asked: signatures stay “not confirmed”.</source>
            <translation>Никого не спрашивают: подписи остаются «не подтверждены».</translation>
        </message>
        <message>
            <source>The certification authority is asked.</source>
            <translation>Спрашивают удостоверяющий центр.</translation>
        </message>
        <message>
            <source>Nothing leaves: everything is held in the outbox.</source>
            <translation>Ничего не уходит: всё удерживается в очереди.</translation>
        </message>
        <message>
            <source>{address}: connected, but no kind of message may leave.</source>
            <translation>{address}: подключено, но ни одному виду сообщений уходить не разрешено.</translation>
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
            <translation>Отправка в министерство</translation>
        </message>
        <message>
            <source>Hold everything</source>
            <translation>Удерживать всё</translation>
        </message>
        <message>
            <source>Send over the network</source>
            <translation>Отправлять по сети</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Given by the ministry; begins with https://</source>
            <translation>Даёт министерство; начинается с https://</translation>
        </message>
        <message>
            <source>Root certificate of the server</source>
            <translation>Корневой сертификат сервера</translation>
        </message>
        <message>
            <source>PEM file; empty: the computer's own.</source>
            <translation>Файл PEM; пусто — сертификаты компьютера.</translation>
        </message>
        <message>
            <source>Number of the information system</source>
            <translation>Номер информационной системы</translation>
        </message>
        <message>
            <source>Number in the register of resources</source>
            <translation>Номер в регистре ресурсов</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Логин</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Empty: as before.</source>
            <translation>Пусто — как прежде.</translation>
        </message>
        <message>
            <source>What may leave</source>
            <translation>Что может уходить</translation>
        </message>
        <message>
            <source>From “Save” on, messages of the kinds ticked below leave this computer as soon as they are signed, those that wait now first. “Try it” sends nothing about patients.</source>
            <translation>С нажатия «Сохранить» отмеченные ниже сообщения уходят с этого компьютера сразу после подписи, сначала те, что ждут сейчас. «Проверить» не отправляет ничего о пациентах.</translation>
        </message>
        <message>
            <source>Nothing leaves this computer. Each signed document leaves its message in the outbox; all of them go out in their order when you switch sending on.</source>
            <translation>С этого компьютера ничего не уходит. Каждый подписанный документ оставляет сообщение в очереди; когда вы включите отправку, они уйдут по порядку.</translation>
        </message>
        <message>
            <source>Sending is on.</source>
            <translation>Отправка включена.</translation>
        </message>
        <message>
            <source>Nothing leaves: everything is held.</source>
            <translation>Ничего не уходит: всё удерживается.</translation>
        </message>
    </context>
    <context>
        <name>SettingsForm</name>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>Число от 1 до 65535.</translation>
        </message>
        <message>
            <source>Letters of its list of patients</source>
            <translation>Буквы его списка пациентов</translation>
        </message>
        <message>
            <source>What the device can show. Names come out as signs: choose another; Latin always works.</source>
            <translation>Что устройство умеет показать. Вместо имён знаки — выберите другое; латиница подходит всегда.</translation>
        </message>
        <message>
            <source>all letters, Kazakh too (UTF-8)</source>
            <translation>все буквы, и казахские (UTF-8)</translation>
        </message>
        <message>
            <source>Russian (ISO 8859-5)</source>
            <translation>русские (ISO 8859-5)</translation>
        </message>
        <message>
            <source>Russian (Windows)</source>
            <translation>русские (Windows)</translation>
        </message>
        <message>
            <source>Latin, written out</source>
            <translation>латиницей</translation>
        </message>
        <message>
            <source>HL7 version of orders</source>
            <translation>Версия HL7 для заказов</translation>
        </message>
        <message>
            <source>As the device's manual says; from 2.5 on with specimens.</source>
            <translation>Как в руководстве аппарата; с 2.5 вместе с пробами.</translation>
        </message>
        <message>
            <source>Port where the device itself listens</source>
            <translation>Порт, где слушает само устройство</translation>
        </message>
        <message>
            <source>For storage commitment, orders, and the test below. Empty: nowhere.</source>
            <translation>Для подтверждения хранения, заданий и проверки. Пусто — нигде.</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Экран</translation>
        </message>
        <message>
            <source>Sending and leaving</source>
            <translation>Отправка и передача</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>Size of text and controls</source>
            <translation>Размер текста и кнопок</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлая</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмная</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Высокий контраст</translation>
        </message>
        <message>
            <source>Hand over the whole record in open formats, readable without this program.</source>
            <translation>Передать все записи в открытых форматах, которые читаются без этой программы.</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Экспорт…</translation>
        </message>
        <message>
            <source>What waits to be sent to the ministry, why, and what exactly was sent.</source>
            <translation>Что ждёт отправки в министерство, почему, и что именно отправлено.</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Очередь отправки</translation>
        </message>
    </context>
    <context>
        <name>SignSheet</name>
        <message>
            <source>Signing</source>
            <translation>Подписываем</translation>
        </message>
        <message>
            <source>NCALayer asks in its own window</source>
            <translation>NCALayer спрашивает в своём окне</translation>
        </message>
        <message>
            <source>The document is signed. The time stamp is added by itself.</source>
            <translation>Документ подписан. Метка времени добавится сама.</translation>
        </message>
        <message>
            <source>The visit is finished and waits in “To sign” (F9).</source>
            <translation>Приём завершён и ждёт в списке «На подпись» (F9).</translation>
        </message>
        <message>
            <source>in Kazakh</source>
            <translation>на казахском</translation>
        </message>
        <message>
            <source>in Russian</source>
            <translation>на русском</translation>
        </message>
        <message>
            <source>Record of the visit</source>
            <translation>Запись приёма</translation>
        </message>
        <message>
            <source>The document is being prepared…</source>
            <translation>Документ готовится…</translation>
        </message>
        <message>
            <source>There is no document yet.</source>
            <translation>Документа ещё нет.</translation>
        </message>
        <message numerus="yes">
            <source>The document: %n page(s), PDF</source>
            <translation>
                <numerusform>Документ: %n страница, PDF</numerusform>
                <numerusform>Документ: %n страницы, PDF</numerusform>
                <numerusform>Документ: %n страниц, PDF</numerusform>
            </translation>
        </message>
        <message>
            <source>The ministry is told that the record is void, where it was sent.</source>
            <translation>Министерству сообщается, что запись недействительна, если она туда отправлялась.</translation>
        </message>
        <message numerus="yes">
            <source>For the ministry: %n event(s)</source>
            <translation>
                <numerusform>Для министерства: %n событие</numerusform>
                <numerusform>Для министерства: %n события</numerusform>
                <numerusform>Для министерства: %n событий</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing for the ministry: the patient has no IIN</source>
            <translation>Министерству ничего не уходит: у пациента нет ИИН</translation>
        </message>
        <message>
            <source>No time-stamp service is set: the document is signed now, but its time is not proven until the administrator sets one.</source>
            <translation>Служба меток времени не задана: документ подписывается сейчас, но его время не доказано, пока администратор её не задаст.</translation>
        </message>
        <message>
            <source>Then, by itself: the time stamp, and the proof that the key was not revoked. With a network the document is complete within minutes; without one it is signed now and the rest waits.</source>
            <translation>Дальше само: метка времени и доказательство, что ключ не отозван. С сетью документ полон за несколько минут; без неё подпись ставится сейчас, остальное ждёт.</translation>
        </message>
        <message>
            <source>Sign the document</source>
            <translation>Подписать документ</translation>
        </message>
        <message>
            <source>Sign the withdrawal</source>
            <translation>Подписать отзыв записи</translation>
        </message>
        <message>
            <source>What is signed</source>
            <translation>Что подписывается</translation>
        </message>
        <message>
            <source>First page of the document</source>
            <translation>Первая страница документа</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Sign later</source>
            <translation>Подписать позже</translation>
        </message>
        <message>
            <source>The visit is finished now and waits in “To sign”</source>
            <translation>Приём завершается сейчас и ждёт в списке «На подпись»</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Подписать</translation>
        </message>
    </context>
    <context>
        <name>SignaturesPanel</name>
        <message>
            <source>Electronic signatures</source>
            <translation>Электронные подписи</translation>
        </message>
        <message>
            <source>Electronic signature</source>
            <translation>Электронная подпись</translation>
        </message>
        <message>
            <source>being verified…</source>
            <translation>проверяется…</translation>
        </message>
        <message>
            <source>Kept unaltered: {listed}; newest {moment}</source>
            <translation>Хранится без изменений: {listed}; последнее {moment}</translation>
        </message>
        <message>
            <source>signature files</source>
            <translation>файлы подписи</translation>
        </message>
        <message>
            <source>time stamps</source>
            <translation>метки времени</translation>
        </message>
        <message>
            <source>OCSP answers</source>
            <translation>ответы OCSP</translation>
        </message>
        <message>
            <source>revocation lists</source>
            <translation>списки отозванных</translation>
        </message>
        <message>
            <source>certificates</source>
            <translation>сертификаты</translation>
        </message>
        <message>
            <source>archive time stamps</source>
            <translation>архивные метки</translation>
        </message>
    </context>
    <context>
        <name>SplitSheet</name>
        <message>
            <source>Choose whose images they are.</source>
            <translation>Выберите, чьи это снимки.</translation>
        </message>
        <message>
            <source>{marked} of {all} marked</source>
            <translation>отмечено {marked} из {all}</translation>
        </message>
        <message>
            <source>Split the study</source>
            <translation>Разделить исследование</translation>
        </message>
        <message>
            <source>Mark the images of somebody else with Space or the mouse: they become a study of their own.</source>
            <translation>Отметьте чужие снимки пробелом или мышью: они станут отдельным исследованием.</translation>
        </message>
        <message>
            <source>Whole series:</source>
            <translation>Вся серия:</translation>
        </message>
        <message>
            <source>№ {number} ({images})</source>
            <translation>№ {number} ({images})</translation>
        </message>
        <message>
            <source>Mark series {number}</source>
            <translation>Отметить серию {number}</translation>
        </message>
        <message>
            <source>Images of the study</source>
            <translation>Снимки исследования</translation>
        </message>
        <message>
            <source>To another patient</source>
            <translation>Другому пациенту</translation>
        </message>
        <message>
            <source>Into the inbox</source>
            <translation>Во входящие</translation>
        </message>
        <message>
            <source>Whose they are</source>
            <translation>Чьи это снимки</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Stays in the journal of both cards; may be left empty.</source>
            <translation>Остаётся в журнале обеих карт; можно не заполнять.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Разделить</translation>
        </message>
    </context>
    <context>
        <name>StatusStates</name>
        <message>
            <source>Devices of the practice that send</source>
            <translation>Устройства кабинета, которые шлют</translation>
        </message>
        <message>
            <source>Last received</source>
            <translation>Последнее получено</translation>
        </message>
        <message>
            <source>Waiting in the inbox</source>
            <translation>Ждут во входящих</translation>
        </message>
        <message>
            <source>New, to be confirmed</source>
            <translation>Новые, нужно подтвердить</translation>
        </message>
        <message>
            <source>Orders that devices did not take</source>
            <translation>Заказы, которые аппараты не приняли</translation>
        </message>
        <message>
            <source>Devices {counts}</source>
            <translation>Устройства {counts}</translation>
        </message>
        <message>
            <source>Devices are received, also while locked.</source>
            <translation>Устройства принимаются, и при блокировке тоже.</translation>
        </message>
        <message>
            <source>No devices yet</source>
            <translation>Устройств пока нет</translation>
        </message>
        <message>
            <source>A device of the practice has been silent for days: look at its page.</source>
            <translation>Одно из устройств молчит несколько дней: посмотрите его страницу.</translation>
        </message>
        <message>
            <source>A device did not take an order: Ctrl+K, “Orders not taken”.</source>
            <translation>Аппарат не принял заказ: Ctrl+K, «Непринятые заказы».</translation>
        </message>
        <message>
            <source>Devices are not received</source>
            <translation>Устройства не принимаются</translation>
        </message>
        <message>
            <source>The receiver is being started again.</source>
            <translation>Приёмник запускается снова.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>To the devices</source>
            <translation>К устройствам</translation>
        </message>
        <message>
            <source>All sent</source>
            <translation>Всё отправлено</translation>
        </message>
        <message>
            <source>Nothing to send</source>
            <translation>Нечего отправлять</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждут</translation>
        </message>
        <message>
            <source>Held by the profile</source>
            <translation>Удержано профилем</translation>
        </message>
        <message>
            <source>Rejected, to be corrected</source>
            <translation>Отклонено, нужно исправить</translation>
        </message>
        <message>
            <source>Oldest waiting</source>
            <translation>Самое давнее</translation>
        </message>
        <message>
            <source>Last accepted</source>
            <translation>Последнее принято</translation>
        </message>
        <message>
            <source>Sending to the ministry</source>
            <translation>Отправка в министерство</translation>
        </message>
        <message>
            <source>To the outbox</source>
            <translation>К очереди отправки</translation>
        </message>
        <message>
            <source>Last good copy</source>
            <translation>Последняя исправная копия</translation>
        </message>
        <message>
            <source>Restore rehearsed</source>
            <translation>Восстановление проверено</translation>
        </message>
        <message>
            <source>No backup yet</source>
            <translation>Копии ещё нет</translation>
        </message>
        <message>
            <source>Backup {when}</source>
            <translation>Копия {when}</translation>
        </message>
        <message>
            <source>Backup {when} · rehearsed</source>
            <translation>Копия {when} · проверена</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервная копия</translation>
        </message>
        <message>
            <source>To the settings</source>
            <translation>К настройкам</translation>
        </message>
        <message>
            <source>Signing key (EDS)</source>
            <translation>Ключ подписи (ЭЦП)</translation>
        </message>
        <message>
            <source>EDS: the key was revoked</source>
            <translation>ЭЦП: ключ отозван</translation>
        </message>
        <message>
            <source>Nothing can be signed with it. Add the new key in the settings.</source>
            <translation>Им ничего нельзя подписать. Добавьте новый ключ в настройках.</translation>
        </message>
        <message>
            <source>The key is chosen when you sign for the first time.</source>
            <translation>Ключ выбирается при первой подписи.</translation>
        </message>
        <message>
            <source>EDS: no key yet</source>
            <translation>ЭЦП: ключа ещё нет</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Действует до</translation>
        </message>
        <message>
            <source>EDS: the key has expired</source>
            <translation>ЭЦП: срок ключа истёк</translation>
        </message>
        <message>
            <source>Work goes on; documents wait for a signature. Get a new key at the NCA.</source>
            <translation>Работа продолжается; документы ждут подписи. Получите новый ключ в НУЦ.</translation>
        </message>
        <message>
            <source>Get a new key before this one ends.</source>
            <translation>Получите новый ключ, пока этот не истёк.</translation>
        </message>
        <message>
            <source>Locking hides the record; devices go on being received.</source>
            <translation>Блокировка скрывает записи; устройства принимаются по-прежнему.</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Заблокировать</translation>
        </message>
    </context>
    <context>
        <name>StuckSheet</name>
        <message>
            <source>Ordered at</source>
            <translation>Заказан</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Пациент</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Номер</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Аппарат</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Что случилось</translation>
        </message>
        <message>
            <source>refused by the device</source>
            <translation>аппарат отклонил</translation>
        </message>
        <message>
            <source>not delivered</source>
            <translation>не доставлен</translation>
        </message>
        <message>
            <source>cancellation: {what}</source>
            <translation>отмена: {what}</translation>
        </message>
        <message>
            <source>Orders not taken</source>
            <translation>Непринятые заказы</translation>
        </message>
        <message>
            <source>Orders that devices did not take</source>
            <translation>Заказы, которые аппараты не приняли</translation>
        </message>
        <message>
            <source>Every order was taken or is on its way.</source>
            <translation>Все заказы приняты или в пути.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Open the card</source>
            <translation>Открыть карту</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить снова</translation>
        </message>
    </context>
    <context>
        <name>SystemMessages</name>
        <message>
            <source>The practice has no name yet.</source>
            <translation>У практики ещё нет названия.</translation>
        </message>
        <message>
            <source>A practice has either an IIN or a BIN.</source>
            <translation>У практики либо ИИН, либо БИН.</translation>
        </message>
        <message>
            <source>A person gives the IIN, an organisation the BIN.</source>
            <translation>Человек указывает ИИН, организация — БИН.</translation>
        </message>
        <message>
            <source>The user name is empty.</source>
            <translation>Имя пользователя пустое.</translation>
        </message>
        <message>
            <source>This is the last password that opens the record.</source>
            <translation>Это последний пароль, открывающий записи.</translation>
        </message>
        <message>
            <source>Add another one first.</source>
            <translation>Сначала добавьте другой.</translation>
        </message>
        <message>
            <source>The folder holds a record whose keys are missing.</source>
            <translation>В папке лежат записи без ключей.</translation>
        </message>
        <message>
            <source>Nothing in it was touched. Restore it from a backup, or choose another folder.</source>
            <translation>Ничего в ней не тронуто. Восстановите из копии или выберите другую папку.</translation>
        </message>
        <message>
            <source>This works only in a practice marked TEST.</source>
            <translation>Это работает только в практике с пометкой ТЕСТ.</translation>
        </message>
        <message>
            <source>The record is busy at the moment.</source>
            <translation>Записи сейчас заняты.</translation>
        </message>
        <message>
            <source>Nothing was lost. Try again in a moment.</source>
            <translation>Ничего не потеряно. Повторите чуть позже.</translation>
        </message>
        <message>
            <source>The record was written by a newer version of the program.</source>
            <translation>Записи сделаны более новой версией программы.</translation>
        </message>
        <message>
            <source>Nothing was changed. Update the program on this computer.</source>
            <translation>Ничего не изменено. Обновите программу на этом компьютере.</translation>
        </message>
        <message>
            <source>There is no practice in this folder.</source>
            <translation>В этой папке нет практики.</translation>
        </message>
        <message>
            <source>Choose another folder, or start the first run.</source>
            <translation>Выберите другую папку или начните первый запуск.</translation>
        </message>
        <message>
            <source>The clock that was set for the test practice is no time.</source>
            <translation>Заданное тестовой практике время не является временем.</translation>
        </message>
        <message>
            <source>This character set is not known.</source>
            <translation>Эта кодировка неизвестна.</translation>
        </message>
        <message>
            <source>Choose one from the list.</source>
            <translation>Выберите из списка.</translation>
        </message>
        <message>
            <source>The key for this part of the archive is missing.</source>
            <translation>Нет ключа к этой части архива.</translation>
        </message>
        <message>
            <source>Restore the key ring from the last backup.</source>
            <translation>Восстановите связку ключей из последней копии.</translation>
        </message>
        <message>
            <source>These keys belong to another practice.</source>
            <translation>Эти ключи от другой практики.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ничего не изменено.</translation>
        </message>
        <message>
            <source>There is a record in this folder already.</source>
            <translation>В этой папке уже есть записи.</translation>
        </message>
        <message>
            <source>Choose an empty folder.</source>
            <translation>Выберите пустую папку.</translation>
        </message>
        <message>
            <source>The record was closed meanwhile.</source>
            <translation>Тем временем записи закрыты.</translation>
        </message>
        <message>
            <source>Log in again.</source>
            <translation>Войдите снова.</translation>
        </message>
        <message>
            <source>This family of devices is not known.</source>
            <translation>Этот вид устройств неизвестен.</translation>
        </message>
        <message>
            <source>There is nothing to read again here.</source>
            <translation>Здесь нечего перечитывать.</translation>
        </message>
        <message>
            <source>This form of a document is not known.</source>
            <translation>Эта форма документа неизвестна.</translation>
        </message>
        <message>
            <source>Update the program on this computer.</source>
            <translation>Обновите программу на этом компьютере.</translation>
        </message>
        <message>
            <source>Port {port} is taken by another program.</source>
            <translation>Порт {port} занят другой программой.</translation>
        </message>
        <message>
            <source>The system does not let us listen on port {port}.</source>
            <translation>Система не разрешает слушать порт {port}.</translation>
        </message>
        <message>
            <source>Port {port} cannot be opened.</source>
            <translation>Порт {port} не открывается.</translation>
        </message>
        <message>
            <source>This computer does not have the address that is set.</source>
            <translation>У этого компьютера нет заданного адреса.</translation>
        </message>
        <message>
            <source>Choose another port: Devices (F6), Change… Enter it at the device too.</source>
            <translation>Выберите другой порт: Устройства (F6), «Изменить…». Введите его и на устройстве.</translation>
        </message>
        <message>
            <source>Choose a port above 1024: Devices (F6), Change… Enter it at the device too.</source>
            <translation>Выберите порт выше 1024: Устройства (F6), «Изменить…». Введите его и на устройстве.</translation>
        </message>
        <message>
            <source>Check the network cable, or choose another address: Devices (F6), Change…</source>
            <translation>Проверьте сетевой кабель или выберите другой адрес: Устройства (F6), «Изменить…».</translation>
        </message>
        <message>
            <source>The receiver of the devices does not run.</source>
            <translation>Приёмник устройств не работает.</translation>
        </message>
        <message>
            <source>It is started again by itself; devices keep what they could not send.</source>
            <translation>Он запустится сам; устройства хранят то, что не смогли отправить.</translation>
        </message>
        <message>
            <source>The receiver of the devices did not start.</source>
            <translation>Приёмник устройств не запустился.</translation>
        </message>
        <message>
            <source>The receiver of the devices runs already.</source>
            <translation>Приёмник устройств уже работает.</translation>
        </message>
        <message>
            <source>A setting of the receiver cannot be followed.</source>
            <translation>Одну из настроек приёмника нельзя выполнить.</translation>
        </message>
        <message>
            <source>Check ports and AE title.</source>
            <translation>Проверьте порты и AE title.</translation>
        </message>
        <message>
            <source>Choose a folder on another disk.</source>
            <translation>Выберите папку на другом диске.</translation>
        </message>
        <message>
            <source>The record itself was not touched. Make a new copy, or try an earlier one.</source>
            <translation>Сами записи не тронуты. Создайте новую копию или возьмите более раннюю.</translation>
        </message>
        <message>
            <source>The folder for the copy lies inside the record.</source>
            <translation>Папка для копии лежит внутри записей.</translation>
        </message>
        <message>
            <source>The folder for the copy cannot be written.</source>
            <translation>В папку для копии нельзя писать.</translation>
        </message>
        <message>
            <source>The folder for the copy is not there.</source>
            <translation>Папки для копии нет на месте.</translation>
        </message>
        <message>
            <source>Connect the disk, or choose another folder in the settings (F8).</source>
            <translation>Подключите диск или выберите другую папку в настройках (F8).</translation>
        </message>
        <message>
            <source>A copy is being made already.</source>
            <translation>Копия уже делается.</translation>
        </message>
        <message>
            <source>There is no backup in this folder.</source>
            <translation>В этой папке нет резервной копии.</translation>
        </message>
        <message>
            <source>A file of the copy is missing or damaged.</source>
            <translation>Файл копии отсутствует или повреждён.</translation>
        </message>
        <message>
            <source>The list of the copy is not what this practice wrote.</source>
            <translation>Список копии не тот, что записала эта практика.</translation>
        </message>
        <message>
            <source>The copy is not complete.</source>
            <translation>Копия неполная.</translation>
        </message>
        <message>
            <source>The copy cannot be read back.</source>
            <translation>Копию не удаётся перечитать.</translation>
        </message>
        <message>
            <source>The folder is not empty.</source>
            <translation>Папка не пустая.</translation>
        </message>
        <message>
            <source>Choose an empty one.</source>
            <translation>Выберите пустую.</translation>
        </message>
        <message>
            <source>Check the settings of the exchange.</source>
            <translation>Проверьте настройки обмена.</translation>
        </message>
        <message>
            <source>The exchange has no code for this value.</source>
            <translation>Для этого значения в обмене нет кода.</translation>
        </message>
        <message>
            <source>The required level of signatures is not known.</source>
            <translation>Требуемый уровень подписи неизвестен.</translation>
        </message>
        <message>
            <source>The identifier given by the ministry is missing.</source>
            <translation>Нет идентификатора, выданного министерством.</translation>
        </message>
        <message>
            <source>The description of the messages is not there.</source>
            <translation>Нет описания сообщений.</translation>
        </message>
        <message>
            <source>The address of the ministry is not encrypted.</source>
            <translation>Адрес министерства не шифрован.</translation>
        </message>
        <message>
            <source>Everything is held: there is nothing to try.</source>
            <translation>Всё удерживается: проверять нечего.</translation>
        </message>
        <message>
            <source>The root certificate cannot be read.</source>
            <translation>Корневой сертификат не читается.</translation>
        </message>
        <message>
            <source>The way of sending is not known.</source>
            <translation>Способ отправки неизвестен.</translation>
        </message>
        <message>
            <source>The address of the ministry is no address.</source>
            <translation>Адрес министерства записан неверно.</translation>
        </message>
        <message>
            <source>The window cannot stay open for that long.</source>
            <translation>Окно не может оставаться открытым так долго.</translation>
        </message>
        <message>
            <source>The address of the time-stamp authority is no address.</source>
            <translation>Адрес службы меток времени записан неверно.</translation>
        </message>
        <message>
            <source>A TEST practice sends to stand-ins only.</source>
            <translation>ТЕСТОВАЯ практика отправляет только на пробные серверы.</translation>
        </message>
        <message>
            <source>Nothing was sent.</source>
            <translation>Ничего не отправлено.</translation>
        </message>
        <message>
            <source>A TEST practice uses test services only.</source>
            <translation>ТЕСТОВАЯ практика пользуется только пробными службами.</translation>
        </message>
        <message>
            <source>Only a rejected message can be corrected.</source>
            <translation>Исправить можно только отклонённое сообщение.</translation>
        </message>
        <message>
            <source>The correction belongs to another message.</source>
            <translation>Исправление относится к другому сообщению.</translation>
        </message>
        <message>
            <source>This authority is not a test one.</source>
            <translation>Этот удостоверяющий центр не тестовый.</translation>
        </message>
        <message>
            <source>A TEST practice trusts test authorities only.</source>
            <translation>ТЕСТОВАЯ практика доверяет только тестовым центрам.</translation>
        </message>
        <message>
            <source>The certificate of the authority cannot be used.</source>
            <translation>Свидетельство удостоверяющего центра непригодно.</translation>
        </message>
        <message>
            <source>Choose the file again.</source>
            <translation>Выберите файл ещё раз.</translation>
        </message>
        <message>
            <source>This kind of key storage is not known.</source>
            <translation>Этот вид хранилища ключей неизвестен.</translation>
        </message>
        <message>
            <source>Choose a key file.</source>
            <translation>Выберите файл ключа.</translation>
        </message>
        <message>
            <source>The original is kept exactly as it came.</source>
            <translation>Оригинал сохранён таким, каким пришёл.</translation>
        </message>
        <message>
            <source>This kind of compression cannot be shown.</source>
            <translation>Этот вид сжатия показать нельзя.</translation>
        </message>
        <message>
            <source>A video cannot be shown here.</source>
            <translation>Видео здесь не показывается.</translation>
        </message>
        <message>
            <source>The picture is too large to be shown.</source>
            <translation>Снимок слишком велик для показа.</translation>
        </message>
        <message>
            <source>This frame is not in the picture.</source>
            <translation>Такого кадра в снимке нет.</translation>
        </message>
        <message>
            <source>There is no picture in this object.</source>
            <translation>В этом объекте нет снимка.</translation>
        </message>
        <message>
            <source>There is no report in this object.</source>
            <translation>В этом объекте нет заключения.</translation>
        </message>
        <message>
            <source>There is no curve in this object.</source>
            <translation>В этом объекте нет кривой.</translation>
        </message>
        <message>
            <source>There is no document in this object.</source>
            <translation>В этом объекте нет документа.</translation>
        </message>
        <message>
            <source>This record could be read; there is nothing to close.</source>
            <translation>Эта запись прочитана; закрывать нечего.</translation>
        </message>
        <message>
            <source>The file cannot be written there.</source>
            <translation>Файл нельзя записать туда.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Выберите другую папку.</translation>
        </message>
        <message>
            <source>The file is not there.</source>
            <translation>Файла нет на месте.</translation>
        </message>
        <message>
            <source>Choose it again.</source>
            <translation>Выберите его ещё раз.</translation>
        </message>
        <message>
            <source>The table does not have the columns that are needed.</source>
            <translation>В таблице нет нужных столбцов.</translation>
        </message>
        <message>
            <source>Needed: iin, surname, name, patronymic, birth_date, sex, phone.</source>
            <translation>Нужны: iin, surname, name, patronymic, birth_date, sex, phone.</translation>
        </message>
        <message>
            <source>The table is too large.</source>
            <translation>Таблица слишком велика.</translation>
        </message>
        <message>
            <source>Split it.</source>
            <translation>Разделите её.</translation>
        </message>
        <message>
            <source>The birth date is not a date.</source>
            <translation>Дата рождения не является датой.</translation>
        </message>
        <message>
            <source>This is not an object identifier.</source>
            <translation>Это не объектный идентификатор.</translation>
        </message>
        <message>
            <source>Documents are made in Kazakh or Russian.</source>
            <translation>Документы составляются на казахском или русском.</translation>
        </message>
        <message>
            <source>A whole export lies in this folder already.</source>
            <translation>В этой папке уже лежит полный экспорт.</translation>
        </message>
        <message>
            <source>The folder holds other files.</source>
            <translation>В папке есть другие файлы.</translation>
        </message>
        <message>
            <source>An unfinished export of something else lies in this folder.</source>
            <translation>В этой папке лежит незаконченный экспорт другого.</translation>
        </message>
    </context>
    <context>
        <name>TakeAlongSheet</name>
        <message>
            <source>Folder for the document and its signatures</source>
            <translation>Папка для документа и подписей</translation>
        </message>
        <message>
            <source>File for the document</source>
            <translation>Файл для документа</translation>
        </message>
        <message>
            <source>Putting together</source>
            <translation>Собирается</translation>
        </message>
        <message>
            <source>The document with its proofs: {place}</source>
            <translation>Документ с доказательствами: {place}</translation>
        </message>
        <message>
            <source>Take the document along</source>
            <translation>Забрать документ</translation>
        </message>
        <message>
            <source>One ZIP with everything</source>
            <translation>Один ZIP со всем</translation>
        </message>
        <message>
            <source>Document, each signature, all evidence, the report in Kazakh and Russian, and a program that checks it anywhere.</source>
            <translation>Документ, каждая подпись, все доказательства, отчёт на казахском и русском и программа, которая проверит их где угодно.</translation>
        </message>
        <message>
            <source>Card of the electronic document (PDF)</source>
            <translation>Карточка электронного документа (PDF)</translation>
        </message>
        <message>
            <source>One PDF to read and print; the document and its signatures lie inside it.</source>
            <translation>Один PDF для чтения и печати; документ и подписи лежат внутри.</translation>
        </message>
        <message>
            <source>Print the signatures as QR codes too</source>
            <translation>Печатать подписи и в виде QR-кодов</translation>
        </message>
        <message>
            <source>Plain files</source>
            <translation>Простые файлы</translation>
        </message>
        <message>
            <source>The PDF and a detached CMS for each signer, side by side in a folder.</source>
            <translation>PDF и отсоединённая CMS каждого подписавшего рядом в папке.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>Сохранить…</translation>
        </message>
    </context>
    <context>
        <name>Technician</name>
        <message>
            <source>any, up to 16 Latin letters, different at each device</source>
            <translation>любой, до 16 латинских букв, у каждого устройства свой</translation>
        </message>
        <message>
            <source>Please set up the device so that it sends its results to our program Shipager.</source>
            <translation>Пожалуйста, настройте устройство, чтобы оно отправляло результаты в нашу программу Shipager.</translation>
        </message>
        <message>
            <source>Then send a test (Echo, Verify, or one result). It appears on our screen at once.</source>
            <translation>Затем отправьте пробу (Echo, Verify или один результат). Она сразу появится у нас на экране.</translation>
        </message>
        <message>
            <source>Address (IP) of the server</source>
            <translation>Адрес (IP) сервера</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>Порт DICOM</translation>
        </message>
        <message>
            <source>Called AE Title (ours)</source>
            <translation>Called AE Title (наш)</translation>
        </message>
        <message>
            <source>Calling AE Title (the device's)</source>
            <translation>Calling AE Title (устройства)</translation>
        </message>
        <message>
            <source>DICOM services</source>
            <translation>Службы DICOM</translation>
        </message>
        <message>
            <source>DICOM port with TLS</source>
            <translation>Порт DICOM с TLS</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>Порт HL7</translation>
        </message>
        <message>
            <source>HL7 protocol</source>
            <translation>Протокол HL7</translation>
        </message>
        <message>
            <source>ASTM port</source>
            <translation>Порт ASTM</translation>
        </message>
        <message>
            <source>ASTM protocol</source>
            <translation>Протокол ASTM</translation>
        </message>
    </context>
    <context>
        <name>TechnicianSheet</name>
        <message>
            <source>The text is copied</source>
            <translation>Текст скопирован</translation>
        </message>
        <message>
            <source>For the technician</source>
            <translation>Для техника</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Печать…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
    </context>
    <context>
        <name>TemplateSheet</name>
        <message>
            <source>of the practice</source>
            <translation>общий</translation>
        </message>
        <message>
            <source>own</source>
            <translation>свой</translation>
        </message>
        <message>
            <source>No template is called so.</source>
            <translation>Шаблона с таким названием нет.</translation>
        </message>
        <message>
            <source>“{name}” is taken out of the list. Ctrl+Z in the window brings it back.</source>
            <translation>«{name}» убран из списка. Ctrl+Z в окне вернёт его.</translation>
        </message>
        <message>
            <source>Insert a template</source>
            <translation>Вставить шаблон</translation>
        </message>
        <message>
            <source>Name of the template, or a part of it</source>
            <translation>Название шаблона или его часть</translation>
        </message>
        <message>
            <source>Find a template</source>
            <translation>Найти шаблон</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
        <message>
            <source>What is inserted</source>
            <translation>Что вставится</translation>
        </message>
        <message>
            <source>New name</source>
            <translation>Новое название</translation>
        </message>
        <message>
            <source>Enter keeps it</source>
            <translation>Enter сохранит</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Переименовать</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Убрать из списка</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Вставить</translation>
        </message>
        <message>
            <source>Empty rows are filled, written ones get it below. Ctrl+J: to the next gap. Ctrl+Z: take it back.</source>
            <translation>Пустые строки заполнятся, в написанных текст встанет ниже. Ctrl+J: к следующему пропуску. Ctrl+Z: вернуть как было.</translation>
        </message>
    </context>
    <context>
        <name>TimeStampSheet</name>
        <message>
            <source>Time stamps</source>
            <translation>Метки времени</translation>
        </message>
        <message>
            <source>A time stamp proves when a document was signed. The authority is told a fingerprint of the signature, nothing else. Documents wait for it by themselves when there is no network.</source>
            <translation>Метка времени доказывает, когда документ подписан. Центру сообщается только отпечаток подписи, больше ничего. Если сети нет, документы сами её дождутся.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Empty: no time stamps.</source>
            <translation>Пусто — без меток времени.</translation>
        </message>
        <message>
            <source>Signatures get their time stamps from there.</source>
            <translation>Подписи получают метки времени оттуда.</translation>
        </message>
        <message>
            <source>No time stamps are asked for.</source>
            <translation>Метки времени не запрашиваются.</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>%n новое</numerusform>
                <numerusform>%n новых</numerusform>
                <numerusform>%n новых</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>Здесь пока пусто</translation>
        </message>
        <message>
            <source>Start a visit, or book an examination: what the devices send appears here by itself.</source>
            <translation>Начните приём или запишите на исследование: присланное устройствами появится здесь само.</translation>
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
            <translation>Документ</translation>
        </message>
        <message>
            <source>Waits since</source>
            <translation>Ждёт с</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>NCALayer asks in its own window</source>
            <translation>NCALayer спрашивает в своём окне</translation>
        </message>
        <message>
            <source>Signing</source>
            <translation>Подписание</translation>
        </message>
        <message numerus="yes">
            <source>Signed: %n</source>
            <translation>
                <numerusform>Подписано: %n</numerusform>
                <numerusform>Подписано: %n</numerusform>
                <numerusform>Подписано: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>not signed: %n, the reasons stand in the list</source>
            <translation>
                <numerusform>не подписано: %n, причины в списке</numerusform>
                <numerusform>не подписано: %n, причины в списке</numerusform>
                <numerusform>не подписано: %n, причины в списке</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting for your signature</source>
            <translation>
                <numerusform>Ждёт вашей подписи: %n</numerusform>
                <numerusform>Ждёт вашей подписи: %n</numerusform>
                <numerusform>Ждёт вашей подписи: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n still being written</source>
            <translation>
                <numerusform>ещё пишется: %n</numerusform>
                <numerusform>ещё пишется: %n</numerusform>
                <numerusform>ещё пишется: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>выбрано: %n</numerusform>
                <numerusform>выбрано: %n</numerusform>
                <numerusform>выбрано: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sign the chosen: %n</source>
            <translation>
                <numerusform>Подписать выбранные: %n</numerusform>
                <numerusform>Подписать выбранные: %n</numerusform>
                <numerusform>Подписать выбранные: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Sign the chosen</source>
            <translation>Подписать выбранные</translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>Снять выбор</translation>
        </message>
        <message>
            <source>Choose all</source>
            <translation>Выбрать все</translation>
        </message>
        <message>
            <source>{store}: open until {time}</source>
            <translation>{store}: открыт до {time}</translation>
        </message>
        <message>
            <source>To sign</source>
            <translation>На подпись</translation>
        </message>
        <message>
            <source>What waits for your signature</source>
            <translation>Что ждёт вашей подписи</translation>
        </message>
        <message>
            <source>Put the key away</source>
            <translation>Закрыть ключ</translation>
        </message>
        <message>
            <source>Nothing waits for your signature</source>
            <translation>Ничто не ждёт вашей подписи</translation>
        </message>
        <message>
            <source>A visit that you finish with “Sign later” comes here, and what a colleague asks you to sign. Then one password signs the day.</source>
            <translation>Сюда попадает приём, завершённый через «Подписать позже», и то, что просит подписать коллега. Тогда один пароль подпишет весь день.</translation>
        </message>
        <message>
            <source>You do not sign documents</source>
            <translation>Вы не подписываете документы</translation>
        </message>
        <message>
            <source>Your role has no right to sign. What waits is in the list of the doctor.</source>
            <translation>У вашей роли нет права подписи. Ожидающее — в списке врача.</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Search or command</source>
            <translation>Поиск или команда</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Помощь</translation>
        </message>
        <message>
            <source>Help · F1</source>
            <translation>Помощь · F1</translation>
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
            <translation>Путь работает.</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>Попробуйте</translation>
        </message>
        <message>
            <source>Send a test object of our own</source>
            <translation>Послать свой пробный объект</translation>
        </message>
        <message>
            <source>{device} is in the list</source>
            <translation>{device} — в списке</translation>
        </message>
        <message>
            <source>What it sends is received from now on, also while the program is locked.</source>
            <translation>Всё, что оно шлёт, принимается с этой минуты, и при запертой программе.</translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) arrived from the device just now.</source>
            <translation>
                <numerusform>От устройства только что пришла %n запись.</numerusform>
                <numerusform>От устройства только что пришло %n записи.</numerusform>
                <numerusform>От устройства только что пришло %n записей.</numerusform>
            </translation>
        </message>
        <message>
            <source>Let the device send one image or result now. It is seen here as it arrives.</source>
            <translation>Пусть устройство отправит один снимок или результат. Его сразу будет видно здесь.</translation>
        </message>
        <message>
            <source>Without the device: an object of nobody goes to ourselves by the same way ({way}). It is taken and kept, and stands in no card.</source>
            <translation>Без устройства: ничей объект идёт к нам тем же путём ({way}). Его примут и сохранят, ни в одной карте его не будет.</translation>
        </message>
    </context>
    <context>
        <name>TrialWords</name>
        <message>
            <source>Connected.</source>
            <translation>Связь есть.</translation>
        </message>
        <message>
            <source>The names agree.</source>
            <translation>Имена сходятся.</translation>
        </message>
        <message>
            <source>The device answers (C-ECHO).</source>
            <translation>Устройство отвечает (C-ECHO).</translation>
        </message>
        <message>
            <source>The test image was taken, sealed and confirmed.</source>
            <translation>Пробный снимок принят, запечатан и подтверждён.</translation>
        </message>
        <message>
            <source>The test result was taken, sealed and acknowledged.</source>
            <translation>Пробный результат принят, запечатан и подтверждён.</translation>
        </message>
        <message>
            <source>The test file lies in the folder; it is taken once it rests.</source>
            <translation>Пробный файл в папке; его заберут, когда он перестанет меняться.</translation>
        </message>
        <message>
            <source>Nobody answers at {host}, port {port}. Check address, port, cable and firewall.</source>
            <translation>По адресу {host}, порт {port} никто не отвечает. Проверьте адрес, порт, кабель и брандмауэр.</translation>
        </message>
        <message>
            <source>The device refused the name {called}. Enter our AE title in its list of partners.</source>
            <translation>Устройство отклонило имя {called}. Внесите наш AE title в его список партнёров.</translation>
        </message>
        <message>
            <source>The device did not answer the test (C-ECHO).</source>
            <translation>Устройство не ответило на проверку (C-ECHO).</translation>
        </message>
        <message>
            <source>The test image was not taken (status {status}).</source>
            <translation>Пробный снимок не принят (статус {status}).</translation>
        </message>
        <message>
            <source>The test result was not acknowledged.</source>
            <translation>Пробный результат не подтверждён.</translation>
        </message>
        <message>
            <source>Nothing can be written into {folder}.</source>
            <translation>В папку {folder} нельзя писать.</translation>
        </message>
    </context>
    <context>
        <name>UnreadPane</name>
        <message>
            <source>Last</source>
            <translation>Последнее</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Аппарат</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Путь</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Почему</translation>
        </message>
        <message>
            <source>How many</source>
            <translation>Сколько</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>С какого времени</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Получено</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Размер</translation>
        </message>
        <message>
            <source>Kept as</source>
            <translation>Хранится как</translation>
        </message>
        <message>
            <source>bytes of no known form</source>
            <translation>байты неизвестного вида</translation>
        </message>
        <message>
            <source>copy edited by a person</source>
            <translation>копия, исправленная человеком</translation>
        </message>
        <message>
            <source>It has been read and filed</source>
            <translation>Прочитано и принято</translation>
        </message>
        <message>
            <source>This is no text: its bytes can be looked at, not edited</source>
            <translation>Это не текст: байты можно посмотреть, но не править</translation>
        </message>
        <message>
            <source>The copy is in the patient's card; the original is kept</source>
            <translation>Копия в карте пациента; оригинал сохранён</translation>
        </message>
        <message>
            <source>The copy waits in the inbox for a decision; the original is kept</source>
            <translation>Копия ждёт решения во входящих; оригинал сохранён</translation>
        </message>
        <message>
            <source>The same message is filed already; the entry is closed</source>
            <translation>Такое же сообщение уже принято; строка закрыта</translation>
        </message>
        <message>
            <source>The copy is kept: it is a message without results</source>
            <translation>Копия сохранена: это сообщение без результатов</translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) taken off the list; every byte is kept</source>
            <translation>
                <numerusform>%n запись убрана из списка; каждый байт сохранён</numerusform>
                <numerusform>%n записи убраны из списка; каждый байт сохранён</numerusform>
                <numerusform>%n записей убрано из списка; каждый байт сохранён</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) for this cause</source>
            <translation>
                <numerusform>По этой причине %n запись</numerusform>
                <numerusform>По этой причине %n записи</numerusform>
                <numerusform>По этой причине %n записей</numerusform>
            </translation>
        </message>
        <message>
            <source>Take this cause off the list</source>
            <translation>Убрать эту причину из списка</translation>
        </message>
        <message>
            <source>Look at the bytes</source>
            <translation>Посмотреть байты</translation>
        </message>
        <message>
            <source>Edit a copy</source>
            <translation>Исправить копию</translation>
        </message>
        <message>
            <source>Every byte is kept, whatever is decided here</source>
            <translation>Что бы здесь ни решили, каждый байт сохраняется</translation>
        </message>
        <message>
            <source>Causes for which something could not be read</source>
            <translation>Причины, по которым не удалось прочитать</translation>
        </message>
        <message>
            <source>Records of the chosen cause</source>
            <translation>Записи выбранной причины</translation>
        </message>
        <message>
            <source>Everything was read</source>
            <translation>Всё прочитано</translation>
        </message>
        <message>
            <source>What a device sends and the program cannot read is kept and appears here, once for each cause.</source>
            <translation>То, что аппарат прислал, а программа не смогла прочитать, сохраняется и появляется здесь один раз на причину.</translation>
        </message>
    </context>
    <context>
        <name>ValuesPanel</name>
        <message>
            <source>listening</source>
            <translation>слушает</translation>
        </message>
        <message>
            <source>not listening: {why}</source>
            <translation>не слушает: {why}</translation>
        </message>
        <message>
            <source>Enter this at the device</source>
            <translation>Введите это на устройстве</translation>
        </message>
        <message>
            <source>Text for the technician…</source>
            <translation>Текст для техника…</translation>
        </message>
        <message>
            <source>Other ports…</source>
            <translation>Другие порты…</translation>
        </message>
        <message>
            <source>The ASTM port is closed. Open it if the device speaks ASTM.</source>
            <translation>Порт ASTM закрыт. Откройте, если устройство говорит на ASTM.</translation>
        </message>
        <message>
            <source>Open the port</source>
            <translation>Открыть порт</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>DICOM port</source>
            <translation>Порт DICOM</translation>
        </message>
        <message>
            <source>Encrypted port (TLS)</source>
            <translation>Шифрованный порт (TLS)</translation>
        </message>
        <message>
            <source>AE title (Called)</source>
            <translation>AE title (Called)</translation>
        </message>
        <message>
            <source>HL7 port</source>
            <translation>Порт HL7</translation>
        </message>
        <message>
            <source>ASTM port</source>
            <translation>Порт ASTM</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Этот компьютер</translation>
        </message>
    </context>
    <context>
        <name>VerifyScreen</name>
        <message>
            <source>Checking</source>
            <translation>Проверяется</translation>
        </message>
        <message>
            <source>The signature is detached: choose the document that it belongs to.</source>
            <translation>Подпись отсоединённая: выберите документ, к которому она относится.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Выберите файл</translation>
        </message>
        <message>
            <source>signature in CMS</source>
            <translation>подпись CMS</translation>
        </message>
        <message>
            <source>signed XML</source>
            <translation>подписанный XML</translation>
        </message>
        <message>
            <source>signed PDF</source>
            <translation>подписанный PDF</translation>
        </message>
        <message>
            <source>card of an electronic document</source>
            <translation>карточка электронного документа</translation>
        </message>
        <message>
            <source>ZIP with a signed manifest</source>
            <translation>ZIP с подписанным манифестом</translation>
        </message>
        <message>
            <source>document taken along from Shipager</source>
            <translation>документ, забранный из Shipager</translation>
        </message>
        <message>
            <source>Check a signed file</source>
            <translation>Проверка подписанного файла</translation>
        </message>
        <message>
            <source>Drop a signed file here: CMS, PDF, XML, ZIP or a document card; with a detached signature also the document. Nothing of it is kept.</source>
            <translation>Перетащите сюда подписанный файл: CMS, PDF, XML, ZIP или карточку документа; с отсоединённой подписью — и сам документ. Ничего не сохраняется.</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Выбрать файл…</translation>
        </message>
        <message>
            <source>Choose the document…</source>
            <translation>Выбрать документ…</translation>
        </message>
    </context>
    <context>
        <name>ViewerBar</name>
        <message>
            <source>Stop</source>
            <translation>Стоп</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Кино</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Окно</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Масштаб</translation>
        </message>
        <message>
            <source>Pan</source>
            <translation>Сдвиг</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Измерить</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Cite, move, split, send</source>
            <translation>Сослаться, перенести, разделить, отправить</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Негатив</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Сброс</translation>
        </message>
    </context>
    <context>
        <name>ViewerScreen</name>
        <message>
            <source>Cite the study in the note</source>
            <translation>Сослаться на исследование в записи</translation>
        </message>
        <message>
            <source>Move the study to another patient</source>
            <translation>Перенести исследование другому пациенту</translation>
        </message>
        <message>
            <source>Split the study</source>
            <translation>Разделить исследование</translation>
        </message>
        <message>
            <source>not given to a patient</source>
            <translation>не назначено пациенту</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>версия {number}</translation>
        </message>
        <message>
            <source>frame {number} of {frames}</source>
            <translation>кадр {number} из {frames}</translation>
        </message>
        <message>
            <source>Objects of the study</source>
            <translation>Объекты исследования</translation>
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
            <translation>Измерения</translation>
        </message>
    </context>
    <context>
        <name>VisitEditor</name>
        <message>
            <source>Visit</source>
            <translation>Приём</translation>
        </message>
        <message>
            <source>emergency: {reason}</source>
            <translation>экстренно: {reason}</translation>
        </message>
        <message>
            <source>not saved: {problem}</source>
            <translation>не сохранено: {problem}</translation>
        </message>
        <message>
            <source>saving…</source>
            <translation>сохраняется…</translation>
        </message>
        <message>
            <source>saved {ago}</source>
            <translation>сохранено {ago}</translation>
        </message>
        <message>
            <source>Document language</source>
            <translation>Язык документа</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Шаблон</translation>
        </message>
        <message>
            <source>Finish and sign</source>
            <translation>Завершить и подписать</translation>
        </message>
        <message>
            <source>Still missing:</source>
            <translation>Не хватает:</translation>
        </message>
    </context>
    <context>
        <name>VisitScreen</name>
        <message>
            <source>Visit</source>
            <translation>Приём</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>версия {number}</translation>
        </message>
        <message>
            <source>Emergency: {reason}</source>
            <translation>Экстренно: {reason}</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Исправить</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Отозвать</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Подписать</translation>
        </message>
        <message>
            <source>Back to writing</source>
            <translation>Вернуть к записи</translation>
        </message>
    </context>
    <context>
        <name>VitalsRow</name>
        <message>
            <source>This is not a number; it will not be in the document.</source>
            <translation>Это не число; в документ оно не попадёт.</translation>
        </message>
        <message>
            <source>Unusual value: please look at it again.</source>
            <translation>Необычное значение: проверьте ещё раз.</translation>
        </message>
    </context>
    <context>
        <name>WayPage</name>
        <message>
            <source>How does the device send its results?</source>
            <translation>Как устройство отправляет результаты?</translation>
        </message>
        <message>
            <source>DICOM over the network</source>
            <translation>DICOM по сети</translation>
        </message>
        <message>
            <source>Ultrasound, X-ray, CT, endoscopy, many ECG devices.</source>
            <translation>УЗИ, рентген, КТ, эндоскопия, многие ЭКГ.</translation>
        </message>
        <message>
            <source>HL7 over the network</source>
            <translation>HL7 по сети</translation>
        </message>
        <message>
            <source>Analysers and patient monitors; also called LIS or MLLP.</source>
            <translation>Анализаторы и мониторы; ещё зовётся LIS или MLLP.</translation>
        </message>
        <message>
            <source>ASTM over the network</source>
            <translation>ASTM по сети</translation>
        </message>
        <message>
            <source>Analysers; also called LIS2, E1394 or host interface.</source>
            <translation>Анализаторы; ещё зовётся LIS2, E1394 или host interface.</translation>
        </message>
        <message>
            <source>Serial cable</source>
            <translation>Последовательный кабель</translation>
        </message>
        <message>
            <source>RS-232, COM port, or a USB adapter for one; prints of strips too.</source>
            <translation>RS-232, порт COM или переходник USB; и распечатки полосок.</translation>
        </message>
        <message>
            <source>A folder with files</source>
            <translation>Папка с файлами</translation>
        </message>
        <message>
            <source>The device's own program saves PDF, images, GDT, CSV or XML into a folder.</source>
            <translation>Программа устройства кладёт PDF, снимки, GDT, CSV или XML в папку.</translation>
        </message>
        <message>
            <source>The device waits to be called</source>
            <translation>Устройство ждёт вызова</translation>
        </message>
        <message>
            <source>It has an address and a port of its own and calls itself a server.</source>
            <translation>У него свой адрес и порт, себя оно называет сервером.</translation>
        </message>
        <message>
            <source>I do not know</source>
            <translation>Не знаю</translation>
        </message>
        <message>
            <source>The program listens on everything; let the device send, and see what arrives.</source>
            <translation>Программа слушает всё; пусть устройство отправит — увидим, что придёт.</translation>
        </message>
    </context>
    <context>
        <name>WhoStrip</name>
        <message>
            <source>Not given to a patient yet</source>
            <translation>Пока не назначено пациенту</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
    </context>
    <context>
        <name>WirePanel</name>
        <message>
            <source>Save the log</source>
            <translation>Сохранить журнал</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) saved, without identities</source>
            <translation>
                <numerusform>%n строка сохранена, без личных данных</numerusform>
                <numerusform>%n строки сохранены, без личных данных</numerusform>
                <numerusform>%n строк сохранены, без личных данных</numerusform>
            </translation>
        </message>
        <message>
            <source>The receiver is not running</source>
            <translation>Приёмник не работает</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>пауза</translation>
        </message>
        <message>
            <source>nothing yet; listening</source>
            <translation>пока ничего; слушаем</translation>
        </message>
        <message>
            <source>listening</source>
            <translation>слушаем</translation>
        </message>
        <message>
            <source>identities are shown</source>
            <translation>личные данные показаны</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Журнал связи</translation>
        </message>
        <message>
            <source>every way</source>
            <translation>любой способ</translation>
        </message>
        <message>
            <source>serial line</source>
            <translation>последовательная линия</translation>
        </message>
        <message>
            <source>folder</source>
            <translation>папка</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>всё</translation>
        </message>
        <message>
            <source>connections</source>
            <translation>соединения</translation>
        </message>
        <message>
            <source>associations</source>
            <translation>ассоциации</translation>
        </message>
        <message>
            <source>DICOM messages</source>
            <translation>сообщения DICOM</translation>
        </message>
        <message>
            <source>DICOM PDUs</source>
            <translation>DICOM PDU</translation>
        </message>
        <message>
            <source>frames</source>
            <translation>кадры</translation>
        </message>
        <message>
            <source>HL7 segments</source>
            <translation>сегменты HL7</translation>
        </message>
        <message>
            <source>records</source>
            <translation>записи</translation>
        </message>
        <message>
            <source>the receiver itself</source>
            <translation>сам приёмник</translation>
        </message>
        <message>
            <source>Way of sending</source>
            <translation>Способ отправки</translation>
        </message>
        <message>
            <source>Kind of lines</source>
            <translation>Вид строк</translation>
        </message>
        <message>
            <source>Find in the lines</source>
            <translation>Найти в строках</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Следить</translation>
        </message>
        <message>
            <source>Show identities</source>
            <translation>Показать личные данные</translation>
        </message>
        <message>
            <source>Whom messages are about. It is written into the journal.</source>
            <translation>О ком сообщения. Это записывается в журнал.</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Save for the technician…</source>
            <translation>Сохранить для техника…</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Время</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Способ</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Calls itself</source>
            <translation>Называет себя</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Что</translation>
        </message>
    </context>
    <context>
        <name>WireScreen</name>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Log of the wire</source>
            <translation>Журнал связи</translation>
        </message>
        <message>
            <source>What devices say and what they are answered, while this page is open. Names and numbers of patients are left out; the receiver keeps the last two thousand lines in memory only.</source>
            <translation>Что говорят устройства и что им отвечают, пока страница открыта. Имена и номера пациентов скрыты; приёмник держит последние две тысячи строк только в памяти.</translation>
        </message>
    </context>
    <context>
        <name>WorkMessages</name>
        <message>
            <source>A name is needed.</source>
            <translation>Нужно имя.</translation>
        </message>
        <message>
            <source>There is neither an IIN nor an identity document.</source>
            <translation>Нет ни ИИН, ни документа, удостоверяющего личность.</translation>
        </message>
        <message>
            <source>Type the IIN, or choose the document that stands in for it.</source>
            <translation>Введите ИИН или выберите документ вместо него.</translation>
        </message>
        <message>
            <source>The birth date lies in the future.</source>
            <translation>Дата рождения в будущем.</translation>
        </message>
        <message>
            <source>Correct the date.</source>
            <translation>Исправьте дату.</translation>
        </message>
        <message>
            <source>A patient with this IIN is registered already.</source>
            <translation>Пациент с таким ИИН уже есть.</translation>
        </message>
        <message>
            <source>Open that card: it is named below.</source>
            <translation>Откройте его карту: она названа ниже.</translation>
        </message>
        <message>
            <source>Somebody changed this patient meanwhile.</source>
            <translation>Тем временем кто-то изменил данные пациента.</translation>
        </message>
        <message>
            <source>What you typed is still here. Open the patient again and repeat it.</source>
            <translation>Введённое осталось здесь. Откройте пациента заново и повторите.</translation>
        </message>
        <message>
            <source>This patient has entries in the card and stays.</source>
            <translation>В карте этого пациента есть записи, он остаётся.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>Отменять нечего.</translation>
        </message>
        <message>
            <source>This time is taken.</source>
            <translation>Это время занято.</translation>
        </message>
        <message>
            <source>Choose another time, or press “Next free time”.</source>
            <translation>Выберите другое время или нажмите «Следующее свободное время».</translation>
        </message>
        <message>
            <source>This day is over.</source>
            <translation>Этот день уже прошёл.</translation>
        </message>
        <message>
            <source>Choose today or a later day.</source>
            <translation>Выберите сегодня или позже.</translation>
        </message>
        <message>
            <source>A booking lasts up to eight hours.</source>
            <translation>Запись длится не больше восьми часов.</translation>
        </message>
        <message>
            <source>This booking is in another state by now.</source>
            <translation>Запись уже в другом состоянии.</translation>
        </message>
        <message>
            <source>Look at it again: somebody may have changed it.</source>
            <translation>Посмотрите ещё раз: возможно, её кто-то изменил.</translation>
        </message>
        <message>
            <source>The booking was changed since; nothing was taken back.</source>
            <translation>Запись с тех пор изменили; ничего не отменено.</translation>
        </message>
        <message>
            <source>The reason of the emergency is missing.</source>
            <translation>Не указана причина экстренного приёма.</translation>
        </message>
        <message>
            <source>Type it: it is kept in the record.</source>
            <translation>Напишите её: она останется в записи.</translation>
        </message>
        <message>
            <source>There is no booking for today.</source>
            <translation>На сегодня записи нет.</translation>
        </message>
        <message>
            <source>Book the patient, or receive them as an emergency with the reason.</source>
            <translation>Запишите пациента или примите экстренно, указав причину.</translation>
        </message>
        <message>
            <source>This booking is for another doctor or another day.</source>
            <translation>Эта запись к другому врачу или на другой день.</translation>
        </message>
        <message>
            <source>Move it, or start the visit from the right booking.</source>
            <translation>Перенесите её или начните приём с нужной записи.</translation>
        </message>
        <message>
            <source>No test is chosen.</source>
            <translation>Ни один анализ не выбран.</translation>
        </message>
        <message>
            <source>This order number cannot be used.</source>
            <translation>Этот номер заказа использовать нельзя.</translation>
        </message>
        <message>
            <source>At most 16 letters and digits; leave it empty for a number of ours.</source>
            <translation>Не больше 16 букв и цифр; оставьте пустым, и будет дан наш номер.</translation>
        </message>
        <message>
            <source>Another order has this number already.</source>
            <translation>Этот номер уже есть у другого заказа.</translation>
        </message>
        <message>
            <source>Leave it empty for a number of ours.</source>
            <translation>Оставьте пустым, и будет дан наш номер.</translation>
        </message>
        <message>
            <source>The number of the tube cannot be used.</source>
            <translation>Номер пробирки использовать нельзя.</translation>
        </message>
        <message>
            <source>At most 30 letters and digits, without | ^ ~ and &amp;. Scan it again.</source>
            <translation>Не больше 30 букв и цифр, без | ^ ~ и &amp;. Отсканируйте ещё раз.</translation>
        </message>
        <message>
            <source>This tube is of another patient whose order is open.</source>
            <translation>Эта пробирка другого пациента, заказ которого открыт.</translation>
        </message>
        <message>
            <source>Compare the label of the tube with the patient, then scan it again.</source>
            <translation>Сверьте этикетку пробирки с пациентом и отсканируйте ещё раз.</translation>
        </message>
        <message>
            <source>This order has ended already.</source>
            <translation>Этот заказ уже завершён.</translation>
        </message>
        <message>
            <source>The order has begun meanwhile and cannot be taken back.</source>
            <translation>Заказ уже начали выполнять, вернуть его нельзя.</translation>
        </message>
        <message>
            <source>Cancel it in “Order tests”.</source>
            <translation>Отмените его в окне «Заказ анализов».</translation>
        </message>
        <message>
            <source>The order is on its way already.</source>
            <translation>Заказ уже в пути.</translation>
        </message>
        <message>
            <source>Wait for the answer of the device.</source>
            <translation>Дождитесь ответа аппарата.</translation>
        </message>
        <message>
            <source>This visit is signed and is not changed any more.</source>
            <translation>Этот приём подписан и больше не меняется.</translation>
        </message>
        <message>
            <source>A correction makes a new version and keeps the signed one.</source>
            <translation>Исправление создаёт новую версию, подписанная остаётся.</translation>
        </message>
        <message>
            <source>Only a signed visit can be corrected.</source>
            <translation>Исправить можно только подписанный приём.</translation>
        </message>
        <message>
            <source>This visit belongs to another doctor.</source>
            <translation>Этот приём ведёт другой врач.</translation>
        </message>
        <message>
            <source>Something is still missing in the note.</source>
            <translation>В записи ещё чего-то не хватает.</translation>
        </message>
        <message>
            <source>The missing rows are named under it.</source>
            <translation>Недостающие строки названы под ней.</translation>
        </message>
        <message>
            <source>The visit was changed while it was being signed.</source>
            <translation>Приём изменился во время подписания.</translation>
        </message>
        <message>
            <source>Nothing was signed. Look at it again and sign.</source>
            <translation>Ничего не подписано. Просмотрите и подпишите снова.</translation>
        </message>
        <message>
            <source>A result that the note cites is not in this patient's card.</source>
            <translation>Результата, на который ссылается запись, нет в карте этого пациента.</translation>
        </message>
        <message>
            <source>Take it out of the note: it stands in red below the text. Nothing was signed.</source>
            <translation>Уберите ссылку из записи: она стоит красным под текстом. Ничего не подписано.</translation>
        </message>
        <message>
            <source>A reason is needed.</source>
            <translation>Нужна причина.</translation>
        </message>
        <message>
            <source>No earlier signed visit of this patient has a prescription.</source>
            <translation>На прежних подписанных приёмах этого пациента лекарств не назначали.</translation>
        </message>
        <message>
            <source>The template needs a name.</source>
            <translation>Шаблону нужно название.</translation>
        </message>
        <message>
            <source>There is a template of this name already.</source>
            <translation>Шаблон с таким названием уже есть.</translation>
        </message>
        <message>
            <source>Give it another name.</source>
            <translation>Назовите иначе.</translation>
        </message>
        <message>
            <source>There is nothing in the note that a template could keep.</source>
            <translation>В записи нет ничего, что можно сохранить в шаблон.</translation>
        </message>
        <message>
            <source>Write the rows first; indicators and diagnoses are never kept.</source>
            <translation>Сначала напишите строки; показатели и диагнозы не сохраняются.</translation>
        </message>
        <message>
            <source>The text is too long for a template.</source>
            <translation>Текст слишком длинный для шаблона.</translation>
        </message>
        <message>
            <source>This template is not in the list any more.</source>
            <translation>Этого шаблона уже нет в списке.</translation>
        </message>
        <message>
            <source>The template was changed since; nothing was taken back.</source>
            <translation>Шаблон с тех пор изменили; ничего не возвращено.</translation>
        </message>
        <message>
            <source>The ministry would not take this document as it is.</source>
            <translation>В таком виде министерство документ не примет.</translation>
        </message>
        <message>
            <source>Check the patient's IIN and the details of the practice.</source>
            <translation>Проверьте ИИН пациента и данные практики.</translation>
        </message>
        <message>
            <source>Somebody has given it to a patient already.</source>
            <translation>Это уже назначили пациенту.</translation>
        </message>
        <message>
            <source>The list shows what still waits.</source>
            <translation>В списке видно, что ещё ждёт.</translation>
        </message>
        <message>
            <source>It is not in a card any more.</source>
            <translation>Этого уже нет в карте.</translation>
        </message>
        <message>
            <source>It was moved since; nothing was taken back.</source>
            <translation>С тех пор переместили; ничего не отменено.</translation>
        </message>
        <message>
            <source>A signed document cites this part of the study; nothing was taken back.</source>
            <translation>На эту часть исследования ссылается подписанный документ; ничего не отменено.</translation>
        </message>
        <message>
            <source>Move it to the right patient instead.</source>
            <translation>Вместо этого перенесите её нужному пациенту.</translation>
        </message>
        <message>
            <source>It is in this patient's card already.</source>
            <translation>Это уже в карте этого пациента.</translation>
        </message>
        <message>
            <source>No image of this study is chosen.</source>
            <translation>Ни один снимок этого исследования не выбран.</translation>
        </message>
        <message>
            <source>Mark those that belong to somebody else.</source>
            <translation>Отметьте те, что принадлежат другому.</translation>
        </message>
        <message>
            <source>Every image is chosen.</source>
            <translation>Выбраны все снимки.</translation>
        </message>
        <message>
            <source>To give away the whole study, move it to the other patient.</source>
            <translation>Чтобы отдать исследование целиком, перенесите его другому пациенту.</translation>
        </message>
        <message>
            <source>The copy says the same as the original.</source>
            <translation>Копия не отличается от оригинала.</translation>
        </message>
        <message>
            <source>Change what cannot be read, then file it.</source>
            <translation>Исправьте то, что не читается, и затем примите.</translation>
        </message>
        <message>
            <source>The chosen character set has no such letters.</source>
            <translation>В выбранной кодировке нет таких букв.</translation>
        </message>
        <message>
            <source>Choose UTF-8, or take out the letters that the set does not know.</source>
            <translation>Выберите UTF-8 или уберите буквы, которых в ней нет.</translation>
        </message>
        <message>
            <source>This is too large to be edited by hand.</source>
            <translation>Это слишком велико для правки вручную.</translation>
        </message>
        <message>
            <source>By these letters the message falls into other parts.</source>
            <translation>С этими буквами сообщение делится на другие части.</translation>
        </message>
        <message>
            <source>What is filed stays as it was. Choose another character set.</source>
            <translation>Принятое осталось как было. Выберите другую кодировку.</translation>
        </message>
        <message>
            <source>It was taken off the list already.</source>
            <translation>Это уже убрано из списка.</translation>
        </message>
        <message>
            <source>The password of the key is wrong.</source>
            <translation>Неверный пароль ключа.</translation>
        </message>
        <message>
            <source>Nothing was signed. Check the keyboard layout and type it again.</source>
            <translation>Ничего не подписано. Проверьте раскладку и введите снова.</translation>
        </message>
        <message>
            <source>The key file is not where it was.</source>
            <translation>Файла ключа нет на месте.</translation>
        </message>
        <message>
            <source>Put in the medium with the key, or attach the file again.</source>
            <translation>Вставьте носитель с ключом или прикрепите файл заново.</translation>
        </message>
        <message>
            <source>This file is not a key file.</source>
            <translation>Это не файл ключа.</translation>
        </message>
        <message>
            <source>Choose the .p12 file that the certification authority gave you.</source>
            <translation>Выберите файл .p12, который выдал удостоверяющий центр.</translation>
        </message>
        <message>
            <source>There is no certificate in this key file.</source>
            <translation>В этом файле ключа нет свидетельства.</translation>
        </message>
        <message>
            <source>There is a certificate in this file, but no key.</source>
            <translation>В этом файле есть сертификат, но нет ключа.</translation>
        </message>
        <message>
            <source>The key and the certificate in this file do not belong together.</source>
            <translation>Ключ и сертификат в этом файле не подходят друг к другу.</translation>
        </message>
        <message>
            <source>This is a key of the old standard GOST 34.310-2004; nothing is signed with it.</source>
            <translation>Это ключ старого стандарта ГОСТ 34.310-2004; им не подписывают.</translation>
        </message>
        <message>
            <source>Old signatures are still verified. Choose a GOST 2015 or an RSA key.</source>
            <translation>Прежние подписи по-прежнему проверяются. Выберите ключ ГОСТ 2015 или RSA.</translation>
        </message>
        <message>
            <source>Choose a key file with a GOST 2015 or an RSA key.</source>
            <translation>Выберите файл с ключом ГОСТ 2015 или RSA.</translation>
        </message>
        <message>
            <source>This kind of key is not known.</source>
            <translation>Такой вид ключа неизвестен.</translation>
        </message>
        <message>
            <source>Signing was cancelled; nothing was signed.</source>
            <translation>Подписание отменено; ничего не подписано.</translation>
        </message>
        <message>
            <source>The key is locked after too many wrong passwords.</source>
            <translation>Ключ заблокирован после неверных паролей.</translation>
        </message>
        <message>
            <source>Unlock it with the tool of its maker.</source>
            <translation>Разблокируйте его программой изготовителя.</translation>
        </message>
        <message>
            <source>The signature did not pass our own check and was not kept.</source>
            <translation>Подпись не прошла нашу проверку и не сохранена.</translation>
        </message>
        <message>
            <source>The note is safe. Sign again, or with another key.</source>
            <translation>Запись цела. Подпишите снова или другим ключом.</translation>
        </message>
        <message>
            <source>Nothing was signed; the note is safe. Choose your own valid signing key.</source>
            <translation>Ничего не подписано, запись цела. Выберите свой действующий ключ подписи.</translation>
        </message>
        <message>
            <source>The certificate of this key has expired.</source>
            <translation>Срок свидетельства этого ключа истёк.</translation>
        </message>
        <message>
            <source>The certificate is not valid yet.</source>
            <translation>Срок свидетельства ещё не начался.</translation>
        </message>
        <message>
            <source>This key belongs to another person: its IIN is not yours.</source>
            <translation>Этот ключ другого человека: ИИН не ваш.</translation>
        </message>
        <message>
            <source>The certificate names no IIN.</source>
            <translation>В свидетельстве нет ИИН.</translation>
        </message>
        <message>
            <source>Your account has no IIN, so the key cannot be compared with it.</source>
            <translation>В вашей учётной записи нет ИИН, ключ не с чем сравнить.</translation>
        </message>
        <message>
            <source>Enter your IIN in the settings.</source>
            <translation>Укажите ИИН в настройках.</translation>
        </message>
        <message>
            <source>This key is for logging in (AUTH), not for signing.</source>
            <translation>Этот ключ для входа (AUTH), а не для подписи.</translation>
        </message>
        <message>
            <source>This key is not meant for signing.</source>
            <translation>Этот ключ не предназначен для подписи.</translation>
        </message>
        <message>
            <source>This key belongs to an organisation, the practice is a person.</source>
            <translation>Ключ организации, а практика — физического лица.</translation>
        </message>
        <message>
            <source>This key belongs to another organisation.</source>
            <translation>Этот ключ другой организации.</translation>
        </message>
        <message>
            <source>The role in this certificate may not sign records.</source>
            <translation>Роль в свидетельстве не даёт подписывать записи.</translation>
        </message>
        <message>
            <source>This is a TEST key; a real practice does not sign with it.</source>
            <translation>Это ключ TEST; настоящая практика им не подписывает.</translation>
        </message>
        <message>
            <source>This is a real key; a practice marked TEST does not sign with it.</source>
            <translation>Это настоящий ключ; практика TEST им не подписывает.</translation>
        </message>
        <message>
            <source>The authority that issued this key is not one we trust.</source>
            <translation>Центр, выдавший ключ, не входит в доверенные.</translation>
        </message>
        <message>
            <source>The export cannot be written into this folder.</source>
            <translation>В эту папку экспорт записать нельзя.</translation>
        </message>
        <message>
            <source>Choose an empty folder, or the one of an export that was interrupted.</source>
            <translation>Выберите пустую папку или папку прерванного экспорта.</translation>
        </message>
        <message>
            <source>The backup cannot be written into this folder.</source>
            <translation>В эту папку копию записать нельзя.</translation>
        </message>
        <message>
            <source>Choose another folder, on another disk if there is one.</source>
            <translation>Выберите другую папку, лучше на другом диске.</translation>
        </message>
        <message>
            <source>The object cannot be shown.</source>
            <translation>Объект показать нельзя.</translation>
        </message>
        <message>
            <source>Its bytes are kept unchanged and can be exported.</source>
            <translation>Его байты хранятся без изменений, их можно экспортировать.</translation>
        </message>
    </context>
    <context>
        <name>_FileSheet</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Уменьшить</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Увеличить</translation>
        </message>
    </context>
    <context>
        <name>_Value</name>
        <message>
            <source>Copy {name}</source>
            <translation>Копировать: {name}</translation>
        </message>
        <message>
            <source>Copied: {value}</source>
            <translation>Скопировано: {value}</translation>
        </message>
    </context>
    <context>
        <name>analysers</name>
        <message>
            <source>a checksum does not agree: check speed, parity and cable</source>
            <translation>контрольная сумма не сходится: проверьте скорость, чётность, кабель</translation>
        </message>
        <message>
            <source>frames without a checksum: set the device so that it is not checked</source>
            <translation>кадры без контрольной суммы: снимите проверку в настройках устройства</translation>
        </message>
        <message>
            <source>the frames are not numbered in order</source>
            <translation>кадры пронумерованы не по порядку</translation>
        </message>
        <message>
            <source>a frame was cut off by the next one</source>
            <translation>кадр оборван следующим</translation>
        </message>
        <message>
            <source>a frame does not end</source>
            <translation>кадр не кончается</translation>
        </message>
        <message>
            <source>cut off in the middle: the device sends it again</source>
            <translation>оборвалось на середине: устройство пришлёт снова</translation>
        </message>
        <message>
            <source>the message does not end: larger than 16 MB</source>
            <translation>сообщение не кончается: больше 16 МБ</translation>
        </message>
        <message>
            <source>not ASTM: perhaps another protocol on this port</source>
            <translation>не ASTM: возможно, на этом порту другой протокол</translation>
        </message>
        <message>
            <source>no ASTM header (H) at the beginning</source>
            <translation>в начале нет заголовка ASTM (H)</translation>
        </message>
        <message>
            <source>the message is larger than 16 MB</source>
            <translation>сообщение больше 16 МБ</translation>
        </message>
        <message>
            <source>more records than any device sends</source>
            <translation>больше записей, чем шлёт любое устройство</translation>
        </message>
        <message>
            <source>a printout: choose the family of its device</source>
            <translation>распечатка: выберите семейство устройства</translation>
        </message>
        <message>
            <source>the patterns of the chosen family are damaged</source>
            <translation>шаблоны выбранного семейства повреждены</translation>
        </message>
        <message>
            <source>no line that is a result of the chosen family</source>
            <translation>ни одной строки с результатом выбранного семейства</translation>
        </message>
        <message>
            <source>too long for a printout</source>
            <translation>слишком длинно для распечатки</translation>
        </message>
    </context>
    <context>
        <name>attempts</name>
        <message>
            <source>Login</source>
            <translation>Вход</translation>
        </message>
        <message>
            <source>Signing</source>
            <translation>Подписание</translation>
        </message>
        <message>
            <source>certificate expired</source>
            <translation>срок сертификата истёк</translation>
        </message>
        <message>
            <source>certificate not valid yet</source>
            <translation>сертификат ещё не действует</translation>
        </message>
        <message>
            <source>certificate revoked</source>
            <translation>сертификат отозван</translation>
        </message>
        <message>
            <source>key is not meant for this</source>
            <translation>ключ для этого не предназначен</translation>
        </message>
        <message>
            <source>authority is not trusted</source>
            <translation>центру нет доверия</translation>
        </message>
        <message>
            <source>chain of certificates is broken</source>
            <translation>цепочка сертификатов нарушена</translation>
        </message>
        <message>
            <source>no such user</source>
            <translation>такого пользователя нет</translation>
        </message>
        <message>
            <source>IIN is another</source>
            <translation>другой ИИН</translation>
        </message>
        <message>
            <source>organisation is another</source>
            <translation>другая организация</translation>
        </message>
        <message>
            <source>revocation could not be checked</source>
            <translation>отзыв не удалось проверить</translation>
        </message>
        <message>
            <source>certificate is not allowed to log in</source>
            <translation>сертификату вход не разрешён</translation>
        </message>
        <message>
            <source>user may not do this</source>
            <translation>пользователю это не разрешено</translation>
        </message>
        <message>
            <source>signature is not right</source>
            <translation>подпись неверна</translation>
        </message>
        <message>
            <source>signature of another time</source>
            <translation>подпись от другого раза</translation>
        </message>
        <message>
            <source>wrong password or PIN of the key</source>
            <translation>неверный пароль или PIN ключа</translation>
        </message>
        <message>
            <source>wrong password of the user</source>
            <translation>неверный пароль пользователя</translation>
        </message>
        <message>
            <source>too many attempts</source>
            <translation>слишком много попыток</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменено</translation>
        </message>
        <message>
            <source>key could not be used</source>
            <translation>ключ не удалось использовать</translation>
        </message>
        <message>
            <source>other</source>
            <translation>другое</translation>
        </message>
        <message>
            <source>key file</source>
            <translation>файл ключа</translation>
        </message>
        <message>
            <source>token</source>
            <translation>токен</translation>
        </message>
        <message>
            <source>signature made elsewhere</source>
            <translation>подпись, сделанная в другом месте</translation>
        </message>
        <message>
            <source>certificate was not seen</source>
            <translation>сертификат не был виден</translation>
        </message>
        <message>
            <source>What was asked for now was signed</source>
            <translation>Подписано именно то, что запрошено сейчас</translation>
        </message>
        <message>
            <source>The key is meant for logging in</source>
            <translation>Ключ предназначен для входа</translation>
        </message>
        <message>
            <source>The IIN is the user's</source>
            <translation>ИИН принадлежит пользователю</translation>
        </message>
        <message>
            <source>The certificate is allowed to log in</source>
            <translation>Сертификату разрешён вход</translation>
        </message>
        <message>
            <source>The certificate was not revoked</source>
            <translation>Сертификат не отозван</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>What was tried</source>
            <translation>Что пытались</translation>
        </message>
        <message>
            <source>Why it failed</source>
            <translation>Почему не удалось</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Проверка</translation>
        </message>
        <message>
            <source>User of the program</source>
            <translation>Пользователь программы</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>Рабочее место</translation>
        </message>
        <message>
            <source>User of the system</source>
            <translation>Пользователь системы</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Ключ</translation>
        </message>
        <message>
            <source>Owner of the certificate</source>
            <translation>Владелец сертификата</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ИИН</translation>
        </message>
        <message>
            <source>BIN</source>
            <translation>БИН</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Кем выдан</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>Серийный номер</translation>
        </message>
        <message>
            <source>Fingerprint (SHA-256)</source>
            <translation>Отпечаток (SHA-256)</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
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
                <numerusform>%n снимок</numerusform>
                <numerusform>%n снимка</numerusform>
                <numerusform>%n снимков</numerusform>
            </translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Результаты</translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n показатель</numerusform>
                <numerusform>%n показателя</numerusform>
                <numerusform>%n показателей</numerusform>
            </translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Приём</translation>
        </message>
        <message>
            <source>Booking</source>
            <translation>Запись</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Документ</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>отозван</translation>
        </message>
        <message>
            <source>demonstration, not clinical</source>
            <translation>демонстрация, не клиническое</translation>
        </message>
        <message>
            <source>Examination</source>
            <translation>Исследование</translation>
        </message>
        <message numerus="yes">
            <source>%n abnormal</source>
            <translation>
                <numerusform>%n вне нормы</numerusform>
                <numerusform>%n вне нормы</numerusform>
                <numerusform>%n вне нормы</numerusform>
            </translation>
        </message>
        <message>
            <source>cites a result of another patient</source>
            <translation>ссылается на чужой результат</translation>
        </message>
        <message>
            <source>cites a study that was split</source>
            <translation>ссылается на разделённое исследование</translation>
        </message>
        <message>
            <source>cites a result taken out of the card</source>
            <translation>ссылается на результат, вынутый из карты</translation>
        </message>
        <message>
            <source>signed · time stamp due</source>
            <translation>подписан · ждёт метку времени</translation>
        </message>
        <message>
            <source>signed · time stamp</source>
            <translation>подписан · метка времени</translation>
        </message>
        <message>
            <source>signed · time stamp · checked</source>
            <translation>подписан · метка времени · проверен</translation>
        </message>
        <message>
            <source>not signed</source>
            <translation>не подписан</translation>
        </message>
    </context>
    <context>
        <name>day</name>
        <message>
            <source>booked</source>
            <translation>записан</translation>
        </message>
        <message>
            <source>arrived</source>
            <translation>пришёл</translation>
        </message>
        <message>
            <source>in the room</source>
            <translation>в кабинете</translation>
        </message>
        <message>
            <source>done</source>
            <translation>завершён</translation>
        </message>
        <message>
            <source>did not come</source>
            <translation>не пришёл</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменён</translation>
        </message>
        <message>
            <source>in progress at {device}</source>
            <translation>выполняется на {device}</translation>
        </message>
        <message>
            <source>done at {device}</source>
            <translation>выполнено на {device}</translation>
        </message>
        <message>
            <source>discontinued at {device}</source>
            <translation>прервано на {device}</translation>
        </message>
        <message>
            <source>a device</source>
            <translation>аппарат</translation>
        </message>
        <message>
            <source>Ultrasound</source>
            <translation>УЗИ</translation>
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
            <translation>Другое устройство</translation>
        </message>
    </context>
    <context>
        <name>devices</name>
        <message>
            <source>folder</source>
            <translation>папка</translation>
        </message>
        <message>
            <source>serial line</source>
            <translation>последовательный порт</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>вручную</translation>
        </message>
        <message>
            <source>as the device says, else recognised</source>
            <translation>как сообщает устройство, иначе распознаётся</translation>
        </message>
        <message>
            <source>new: is it ours?</source>
            <translation>новое: наше?</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>в работе</translation>
        </message>
        <message>
            <source>not ours</source>
            <translation>не наше</translation>
        </message>
        <message>
            <source>out of use</source>
            <translation>выведено</translation>
        </message>
        <message>
            <source>blood counts</source>
            <translation>анализ крови</translation>
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
            <translation>моча</translation>
        </message>
        <message>
            <source>laboratory</source>
            <translation>лаборатория</translation>
        </message>
        <message>
            <source>ultrasound</source>
            <translation>УЗИ</translation>
        </message>
        <message>
            <source>X-ray</source>
            <translation>рентген</translation>
        </message>
        <message>
            <source>dental</source>
            <translation>зубы</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message>
            <source>patient monitor</source>
            <translation>монитор пациента</translation>
        </message>
        <message>
            <source>spirometry</source>
            <translation>спирометрия</translation>
        </message>
        <message>
            <source>plain text</source>
            <translation>простой текст</translation>
        </message>
        <message>
            <source>The receiver connects to {host}, port {port} ({protocol}).</source>
            <translation>Приёмник подключается к {host}, порт {port} ({protocol}).</translation>
        </message>
        <message>
            <source>Serial port {port}: {baud} baud, {bits} bits, parity {parity} ({protocol}).</source>
            <translation>Последовательный порт {port}: {baud} бод, {bits} бит, чётность {parity} ({protocol}).</translation>
        </message>
        <message>
            <source>Folder {folder}, files {pattern}.</source>
            <translation>Папка {folder}, файлы {pattern}.</translation>
        </message>
        <message>
            <source>The receiver watches the folder.</source>
            <translation>Приёмник следит за папкой.</translation>
        </message>
        <message>
            <source>The folder: {why}.</source>
            <translation>Папка: {why}.</translation>
        </message>
        <message>
            <source>not looked at yet</source>
            <translation>ещё не просмотрена</translation>
        </message>
        <message>
            <source>The receiver is connected with it.</source>
            <translation>Приёмник с ним на связи.</translation>
        </message>
        <message>
            <source>The receiver does not reach it yet and tries again by itself.</source>
            <translation>Приёмник пока до него не достучался и пробует снова сам.</translation>
        </message>
        <message>
            <source>8 bits, no parity</source>
            <translation>8 бит, без чётности</translation>
        </message>
        <message>
            <source>7 bits, even parity</source>
            <translation>7 бит, чётный</translation>
        </message>
        <message>
            <source>7 bits, odd parity</source>
            <translation>7 бит, нечётный</translation>
        </message>
        <message>
            <source>8 bits, even parity</source>
            <translation>8 бит, чётный</translation>
        </message>
        <message>
            <source>8 bits, two stop bits</source>
            <translation>8 бит, два стоп-бита</translation>
        </message>
        <message>
            <source>by their content</source>
            <translation>по содержимому</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>снимки</translation>
        </message>
        <message>
            <source>plain text (a print)</source>
            <translation>простой текст (распечатка)</translation>
        </message>
        <message>
            <source>the receiver is not running</source>
            <translation>приёмник не запущен</translation>
        </message>
        <message>
            <source>the receiver did not start</source>
            <translation>приёмник не запустился</translation>
        </message>
        <message>
            <source>the port is taken by another program</source>
            <translation>порт занят другой программой</translation>
        </message>
        <message>
            <source>the system does not allow this port</source>
            <translation>система не разрешает этот порт</translation>
        </message>
        <message>
            <source>the port cannot be opened</source>
            <translation>порт не открывается</translation>
        </message>
    </context>
    <context>
        <name>export</name>
        <message numerus="yes">
            <source>%n patient(s)</source>
            <translation>
                <numerusform>%n пациент</numerusform>
                <numerusform>%n пациента</numerusform>
                <numerusform>%n пациентов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n visit(s)</source>
            <translation>
                <numerusform>%n приём</numerusform>
                <numerusform>%n приёма</numerusform>
                <numerusform>%n приёмов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n документ</numerusform>
                <numerusform>%n документа</numerusform>
                <numerusform>%n документов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n signature(s)</source>
            <translation>
                <numerusform>%n подпись</numerusform>
                <numerusform>%n подписи</numerusform>
                <numerusform>%n подписей</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n study(ies)</source>
            <translation>
                <numerusform>%n исследование</numerusform>
                <numerusform>%n исследования</numerusform>
                <numerusform>%n исследований</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n image object(s)</source>
            <translation>
                <numerusform>%n объект снимков</numerusform>
                <numerusform>%n объекта снимков</numerusform>
                <numerusform>%n объектов снимков</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n result(s)</source>
            <translation>
                <numerusform>%n результат</numerusform>
                <numerusform>%n результата</numerusform>
                <numerusform>%n результатов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s)</source>
            <translation>
                <numerusform>%n показатель</numerusform>
                <numerusform>%n показателя</numerusform>
                <numerusform>%n показателей</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in the inbox</source>
            <translation>
                <numerusform>%n во входящих</numerusform>
                <numerusform>%n во входящих</numerusform>
                <numerusform>%n во входящих</numerusform>
            </translation>
        </message>
        <message>
            <source>destroyed on purpose</source>
            <translation>уничтожено намеренно</translation>
        </message>
        <message>
            <source>damaged in the archive</source>
            <translation>повреждено в архиве</translation>
        </message>
        <message>
            <source>Left out: {what} ({reason})</source>
            <translation>Не вошло: {what} ({reason})</translation>
        </message>
        <message>
            <source>altered</source>
            <translation>изменено</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>отсутствует</translation>
        </message>
        <message>
            <source>added, not of the export</source>
            <translation>добавлено, не из экспорта</translation>
        </message>
        <message>
            <source>a path that leads out of the folder</source>
            <translation>путь за пределы папки</translation>
        </message>
        <message>
            <source>the list of files is missing</source>
            <translation>нет списка файлов</translation>
        </message>
        <message>
            <source>the list of files cannot be read</source>
            <translation>список файлов не читается</translation>
        </message>
        <message>
            <source>the export was not finished</source>
            <translation>экспорт не закончен</translation>
        </message>
        <message>
            <source>the practice's signature does not hold</source>
            <translation>подпись практики не подтверждается</translation>
        </message>
        <message>
            <source>the practice's key cannot be read</source>
            <translation>ключ практики не читается</translation>
        </message>
        <message>
            <source>signed by another key</source>
            <translation>подписано другим ключом</translation>
        </message>
        <message>
            <source>a document's signature is not genuine</source>
            <translation>подпись документа не подлинная</translation>
        </message>
        <message>
            <source>a signed document is missing</source>
            <translation>нет подписанного документа</translation>
        </message>
        <message>
            <source>the trusted certificates cannot be read</source>
            <translation>доверенные свидетельства не читаются</translation>
        </message>
    </context>
    <context>
        <name>files</name>
        <message>
            <source>no format that we know</source>
            <translation>формат нам не известен</translation>
        </message>
        <message>
            <source>too large to be read</source>
            <translation>слишком велик для чтения</translation>
        </message>
        <message>
            <source>its checksum does not agree: it was changed or cut</source>
            <translation>контрольная сумма не сходится: изменён или обрезан</translation>
        </message>
        <message>
            <source>holds no results</source>
            <translation>не содержит результатов</translation>
        </message>
        <message>
            <source>its XML is damaged</source>
            <translation>XML повреждён</translation>
        </message>
        <message>
            <source>its XML has declarations that are refused for safety</source>
            <translation>в XML есть объявления, которые отклоняются ради безопасности</translation>
        </message>
        <message>
            <source>its GDT lines cannot be read</source>
            <translation>строки GDT не читаются</translation>
        </message>
        <message>
            <source>its SCP-ECG sections cannot be read</source>
            <translation>разделы SCP-ECG не читаются</translation>
        </message>
        <message>
            <source>its curve is compressed in a way that is not drawn</source>
            <translation>кривая сжата способом, который не рисуется</translation>
        </message>
        <message>
            <source>its curve cannot be read</source>
            <translation>кривая не читается</translation>
        </message>
        <message>
            <source>the table cannot be read</source>
            <translation>таблица не читается</translation>
        </message>
        <message>
            <source>no headings that are understood</source>
            <translation>нет понятных заголовков</translation>
        </message>
        <message>
            <source>the table holds no values</source>
            <translation>в таблице нет значений</translation>
        </message>
        <message>
            <source>its FHIR resources cannot be read</source>
            <translation>ресурсы FHIR не читаются</translation>
        </message>
        <message>
            <source>no observations in it</source>
            <translation>в нём нет наблюдений</translation>
        </message>
        <message>
            <source>a typed reading that cannot be read</source>
            <translation>введённое показание не читается</translation>
        </message>
        <message>
            <source>the folder is not there: is the share connected?</source>
            <translation>папки нет: подключён ли сетевой диск?</translation>
        </message>
        <message>
            <source>not watched: it holds more than the files of a device</source>
            <translation>не просматривается: в ней не только файлы устройства</translation>
        </message>
        <message>
            <source>a fault of ours while looking at the folder</source>
            <translation>наша ошибка при просмотре папки</translation>
        </message>
        <message>
            <source>links in the folder are not followed</source>
            <translation>по ссылкам в папке переход не делается</translation>
        </message>
        <message>
            <source>another program still holds a file</source>
            <translation>файл ещё занят другой программой</translation>
        </message>
        <message>
            <source>a file may not be opened: rights are missing</source>
            <translation>нет прав открыть файл</translation>
        </message>
        <message>
            <source>a file could not be read</source>
            <translation>файл не удалось прочитать</translation>
        </message>
        <message>
            <source>a file is kept but could not be moved to the done folder</source>
            <translation>файл сохранён, но не перенесён в папку done</translation>
        </message>
        <message>
            <source>Nothing was taken into the card. The file is as it was.</source>
            <translation>В карту ничего не внесено. Файл остался как был.</translation>
        </message>
        <message>
            <source>The file cannot be used: {why}.</source>
            <translation>Файл использовать нельзя: {why}.</translation>
        </message>
        <message>
            <source>The headings of the table are not understood.</source>
            <translation>Заголовки таблицы не поняты.</translation>
        </message>
        <message>
            <source>Choose what each column holds.</source>
            <translation>Выберите, что в каждом столбце.</translation>
        </message>
        <message>
            <source>No column holds values yet.</source>
            <translation>Столбец со значениями ещё не выбран.</translation>
        </message>
        <message>
            <source>Choose which column holds the value, or what each column measures.</source>
            <translation>Выберите столбец со значением или то, что измеряет каждый столбец.</translation>
        </message>
        <message>
            <source>This is a DICOM object.</source>
            <translation>Это объект DICOM.</translation>
        </message>
        <message>
            <source>Images are imported with the command for images and studies.</source>
            <translation>Снимки вносятся командой для изображений и исследований.</translation>
        </message>
        <message>
            <source>The file cannot be opened.</source>
            <translation>Файл не открывается.</translation>
        </message>
        <message>
            <source>This file is in the card already.</source>
            <translation>Этот файл уже в карте.</translation>
        </message>
        <message>
            <source>Nothing was taken a second time.</source>
            <translation>Второй раз ничего не внесено.</translation>
        </message>
        <message>
            <source>The file names another patient.</source>
            <translation>В файле указан другой пациент.</translation>
        </message>
        <message>
            <source>Nothing was taken into the card. Open that patient's card, or look at the file.</source>
            <translation>В карту ничего не внесено. Откройте карту того пациента или проверьте файл.</translation>
        </message>
        <message>
            <source>No reading is understood yet.</source>
            <translation>Пока ни одно показание не понято.</translation>
        </message>
        <message>
            <source>Write it as 120/80 72 or glucose 5.6.</source>
            <translation>Напишите 120/80 72 или сахар 5,6.</translation>
        </message>
        <message>
            <source>The moment has not come yet.</source>
            <translation>Это время ещё не наступило.</translation>
        </message>
        <message>
            <source>Correct the day or the time; nothing was kept.</source>
            <translation>Исправьте день или время; ничего не сохранено.</translation>
        </message>
        <message>
            <source>This result came from a device.</source>
            <translation>Этот результат пришёл с устройства.</translation>
        </message>
        <message>
            <source>Use “Not this patient” to take it out of the card.</source>
            <translation>Чтобы убрать его из карты, нажмите «Не этот пациент».</translation>
        </message>
        <message>
            <source>This reading was taken back already.</source>
            <translation>Это показание уже отозвано.</translation>
        </message>
        <message>
            <source>This folder holds more than the files of a device.</source>
            <translation>В этой папке не только файлы устройства.</translation>
        </message>
        <message>
            <source>Choose a folder of its own for the device: its files are moved when they are taken.</source>
            <translation>Выберите для устройства отдельную папку: принятые файлы переносятся.</translation>
        </message>
        <message>
            <source>The folder for requests of this device cannot be written to.</source>
            <translation>В папку запросов этого устройства нельзя записать.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check the folder in the device's settings.</source>
            <translation>Ничего не отправлено. Проверьте папку в настройках устройства.</translation>
        </message>
        <message>
            <source>This device takes no requests by file.</source>
            <translation>Это устройство не принимает запросы файлом.</translation>
        </message>
        <message>
            <source>Give it a folder for requests in its settings.</source>
            <translation>Укажите папку запросов в его настройках.</translation>
        </message>
    </context>
    <context>
        <name>formats</name>
        <message>
            <source>today {time}</source>
            <translation>сегодня {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n year(s) old</source>
            <translation>
                <numerusform>%n год</numerusform>
                <numerusform>%n года</numerusform>
                <numerusform>%n лет</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n month(s) old</source>
            <translation>
                <numerusform>%n мес.</numerusform>
                <numerusform>%n мес.</numerusform>
                <numerusform>%n мес.</numerusform>
            </translation>
        </message>
        <message>
            <source>male</source>
            <translation>мужской</translation>
        </message>
        <message>
            <source>female</source>
            <translation>женский</translation>
        </message>
        <message>
            <source>sex not known</source>
            <translation>пол не указан</translation>
        </message>
        <message>
            <source>IIN {number}</source>
            <translation>ИИН {number}</translation>
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
                <numerusform>%n с назад</numerusform>
                <numerusform>%n с назад</numerusform>
                <numerusform>%n с назад</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n мин назад</numerusform>
                <numerusform>%n мин назад</numerusform>
                <numerusform>%n мин назад</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>importing</name>
        <message>
            <source>a comment</source>
            <translation>примечание к строке</translation>
        </message>
        <message>
            <source>date and time</source>
            <translation>дата и время</translation>
        </message>
        <message>
            <source>date</source>
            <translation>дата</translation>
        </message>
        <message>
            <source>time</source>
            <translation>время</translation>
        </message>
        <message>
            <source>name of the indicator</source>
            <translation>название показателя</translation>
        </message>
        <message>
            <source>code of the indicator</source>
            <translation>код показателя</translation>
        </message>
        <message>
            <source>value</source>
            <translation>значение</translation>
        </message>
        <message>
            <source>unit</source>
            <translation>единица измерения</translation>
        </message>
        <message>
            <source>normal range</source>
            <translation>норма</translation>
        </message>
        <message>
            <source>flag</source>
            <translation>флаг</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ИИН</translation>
        </message>
        <message>
            <source>patient's name</source>
            <translation>имя пациента</translation>
        </message>
        <message>
            <source>surname</source>
            <translation>фамилия</translation>
        </message>
        <message>
            <source>given name</source>
            <translation>имя</translation>
        </message>
        <message>
            <source>patronymic</source>
            <translation>отчество</translation>
        </message>
        <message>
            <source>birth date</source>
            <translation>дата рождения</translation>
        </message>
        <message>
            <source>sex</source>
            <translation>пол</translation>
        </message>
        <message>
            <source>device's patient number</source>
            <translation>номер пациента в приборе</translation>
        </message>
        <message>
            <source>number of the order</source>
            <translation>номер заказа</translation>
        </message>
        <message>
            <source>specimen</source>
            <translation>проба</translation>
        </message>
        <message>
            <source>note</source>
            <translation>заметка</translation>
        </message>
        <message>
            <source>table (CSV)</source>
            <translation>таблица (CSV)</translation>
        </message>
        <message>
            <source>document (PDF)</source>
            <translation>документ (PDF)</translation>
        </message>
        <message>
            <source>picture</source>
            <translation>снимок</translation>
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
            <translation>обследование (GDT)</translation>
        </message>
        <message>
            <source>HL7 message</source>
            <translation>сообщение HL7</translation>
        </message>
        <message>
            <source>observations (FHIR)</source>
            <translation>наблюдения (FHIR)</translation>
        </message>
    </context>
    <context>
        <name>journal</name>
        <message>
            <source>not done: {why}</source>
            <translation>не выполнено: {why}</translation>
        </message>
        <message>
            <source>reason: {reason}</source>
            <translation>причина: {reason}</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>отменено</translation>
        </message>
        <message>
            <source>moved to another card</source>
            <translation>перенесено в другую карту</translation>
        </message>
        <message>
            <source>the study was split</source>
            <translation>исследование разделено</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Вход</translation>
        </message>
        <message>
            <source>Intake</source>
            <translation>Приём данных</translation>
        </message>
        <message>
            <source>Exchange</source>
            <translation>Обмен</translation>
        </message>
        <message>
            <source>Time stamps</source>
            <translation>Метки времени</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Резервная копия</translation>
        </message>
        <message>
            <source>{part} (the program)</source>
            <translation>{part} (программа)</translation>
        </message>
        <message>
            <source>Who opened and received</source>
            <translation>Кто открывал и получал</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Пациенты</translation>
        </message>
        <message>
            <source>Appointments, visits, orders</source>
            <translation>Записи, приёмы, назначения</translation>
        </message>
        <message>
            <source>Documents and signatures</source>
            <translation>Документы и подписи</translation>
        </message>
        <message>
            <source>Results and images</source>
            <translation>Результаты и снимки</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>Sending and time stamps</source>
            <translation>Отправка и метки времени</translation>
        </message>
        <message>
            <source>Logins, keys, the journal</source>
            <translation>Вход, ключи, журнал</translation>
        </message>
        <message>
            <source>Settings, backup, export</source>
            <translation>Настройки, копии, выгрузка</translation>
        </message>
        <message>
            <source>Language of a user changed</source>
            <translation>Язык пользователя изменён</translation>
        </message>
        <message>
            <source>Password changed</source>
            <translation>Пароль изменён</translation>
        </message>
        <message>
            <source>Appointment booked</source>
            <translation>Запись на приём сделана</translation>
        </message>
        <message>
            <source>Appointment moved</source>
            <translation>Приём перенесён</translation>
        </message>
        <message>
            <source>State of an appointment changed</source>
            <translation>Состояние записи изменено</translation>
        </message>
        <message>
            <source>File of a result opened</source>
            <translation>Файл результата открыт</translation>
        </message>
        <message>
            <source>Backup ended</source>
            <translation>Резервная копия закончена</translation>
        </message>
        <message>
            <source>Daily backup set</source>
            <translation>Ежедневная копия настроена</translation>
        </message>
        <message>
            <source>Backup began</source>
            <translation>Резервная копия начата</translation>
        </message>
        <message>
            <source>Card opened</source>
            <translation>Карта открыта</translation>
        </message>
        <message>
            <source>Device told what is stored</source>
            <translation>Аппарату сообщено, что сохранено</translation>
        </message>
        <message>
            <source>Device asked for safe storage</source>
            <translation>Аппарат попросил о хранении</translation>
        </message>
        <message>
            <source>Order queued for a device</source>
            <translation>Назначение поставлено в очередь аппарату</translation>
        </message>
        <message>
            <source>Cancellation queued for a device</source>
            <translation>Отмена поставлена в очередь аппарату</translation>
        </message>
        <message>
            <source>Patient announced to a device</source>
            <translation>Пациент сообщён аппарату</translation>
        </message>
        <message>
            <source>Message to a device changed its state</source>
            <translation>Сообщение аппарату сменило состояние</translation>
        </message>
        <message>
            <source>Device confirmed as ours</source>
            <translation>Аппарат подтверждён как свой</translation>
        </message>
        <message>
            <source>Device added</source>
            <translation>Аппарат добавлен</translation>
        </message>
        <message>
            <source>Device brought back into use</source>
            <translation>Аппарат возвращён в работу</translation>
        </message>
        <message>
            <source>Letters of a device set</source>
            <translation>Кодировка аппарата задана</translation>
        </message>
        <message>
            <source>Settings of a device saved to a file</source>
            <translation>Настройки аппарата сохранены в файл</translation>
        </message>
        <message>
            <source>Device set aside</source>
            <translation>Аппарат отложен</translation>
        </message>
        <message>
            <source>Device found at another address</source>
            <translation>Аппарат найден по другому адресу</translation>
        </message>
        <message>
            <source>Family of a device chosen</source>
            <translation>Тип аппарата выбран</translation>
        </message>
        <message>
            <source>Device renamed</source>
            <translation>Аппарат переименован</translation>
        </message>
        <message>
            <source>Request file handed to a device's program</source>
            <translation>Программе аппарата передан файл запроса</translation>
        </message>
        <message>
            <source>Settings of a device changed</source>
            <translation>Настройки аппарата изменены</translation>
        </message>
        <message>
            <source>Settings of a device taken back</source>
            <translation>Настройки аппарата возвращены</translation>
        </message>
        <message>
            <source>Device taken out of use</source>
            <translation>Аппарат выведен из работы</translation>
        </message>
        <message>
            <source>Colleague asked to sign a document</source>
            <translation>Коллегу попросили подписать документ</translation>
        </message>
        <message>
            <source>Result that a document cites is back</source>
            <translation>Результат, на который ссылается документ, вернулся</translation>
        </message>
        <message>
            <source>Result that a document cites was moved</source>
            <translation>Результат, на который ссылается документ, перенесён</translation>
        </message>
        <message>
            <source>Document signed by a further person</source>
            <translation>Документ подписан ещё одним лицом</translation>
        </message>
        <message>
            <source>Signing declined</source>
            <translation>В подписи отказано</translation>
        </message>
        <message>
            <source>Document handed out to be signed elsewhere</source>
            <translation>Документ выдан для подписания в другой программе</translation>
        </message>
        <message>
            <source>Signed file from outside checked</source>
            <translation>Проверен подписанный файл со стороны</translation>
        </message>
        <message>
            <source>Document opened</source>
            <translation>Документ открыт</translation>
        </message>
        <message>
            <source>Document signed</source>
            <translation>Документ подписан</translation>
        </message>
        <message>
            <source>Document taken away with its signatures</source>
            <translation>Документ вынесен вместе с подписями</translation>
        </message>
        <message>
            <source>Document withdrawn by a signed version</source>
            <translation>Документ отозван подписанной версией</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS saved to a file</source>
            <translation>Неудачные попытки с ЭЦП сохранены в файл</translation>
        </message>
        <message>
            <source>Failed attempts with an EDS looked at</source>
            <translation>Просмотрены неудачные попытки с ЭЦП</translation>
        </message>
        <message>
            <source>Evidence of signatures looked at</source>
            <translation>Проверены доказательства подписей</translation>
        </message>
        <message>
            <source>Sending to the ministry set</source>
            <translation>Отправка в министерство настроена</translation>
        </message>
        <message>
            <source>Ministry's address tried</source>
            <translation>Адрес министерства проверен</translation>
        </message>
        <message>
            <source>Export ended</source>
            <translation>Выгрузка закончена</translation>
        </message>
        <message>
            <source>Key of exports made</source>
            <translation>Ключ выгрузок создан</translation>
        </message>
        <message>
            <source>Export resumed</source>
            <translation>Выгрузка продолжена</translation>
        </message>
        <message>
            <source>Export began</source>
            <translation>Выгрузка начата</translation>
        </message>
        <message>
            <source>Files brought in</source>
            <translation>Файлы внесены</translation>
        </message>
        <message>
            <source>Imported file assigned</source>
            <translation>Внесённый файл привязан</translation>
        </message>
        <message>
            <source>Inbox item closed</source>
            <translation>Входящее закрыто</translation>
        </message>
        <message>
            <source>Inbox item opened again</source>
            <translation>Входящее возвращено</translation>
        </message>
        <message>
            <source>Image opened</source>
            <translation>Снимок открыт</translation>
        </message>
        <message>
            <source>Another version of an image kept</source>
            <translation>Сохранена другая версия снимка</translation>
        </message>
        <message>
            <source>Received objects counted</source>
            <translation>Принятое подсчитано</translation>
        </message>
        <message>
            <source>Damaged record found</source>
            <translation>Найдена повреждённая запись</translation>
        </message>
        <message>
            <source>Journal checked</source>
            <translation>Журнал проверен</translation>
        </message>
        <message>
            <source>Journal saved to a file</source>
            <translation>Журнал сохранён в файл</translation>
        </message>
        <message>
            <source>Journal looked at</source>
            <translation>Журнал просмотрен</translation>
        </message>
        <message>
            <source>Signing key added</source>
            <translation>Ключ ЭЦП добавлен</translation>
        </message>
        <message>
            <source>Signing key replaced</source>
            <translation>Ключ подписи заменён</translation>
        </message>
        <message>
            <source>Signing key asked about: revoked or not</source>
            <translation>Спрошено, не отозван ли ключ подписи</translation>
        </message>
        <message>
            <source>Places of signing keys set</source>
            <translation>Заданы места ключей подписи</translation>
        </message>
        <message>
            <source>Signing key removed</source>
            <translation>Ключ ЭЦП убран</translation>
        </message>
        <message>
            <source>Certificate allowed to log in</source>
            <translation>Сертификату разрешён вход</translation>
        </message>
        <message>
            <source>Failed attempt to log in</source>
            <translation>Неудачная попытка входа</translation>
        </message>
        <message>
            <source>Logged in</source>
            <translation>Выполнен вход</translation>
        </message>
        <message>
            <source>Access restored by the recovery sheet</source>
            <translation>Доступ восстановлен по листу</translation>
        </message>
        <message>
            <source>Certificate no longer allowed to log in</source>
            <translation>Вход по сертификату запрещён</translation>
        </message>
        <message>
            <source>Attempts to log in looked at</source>
            <translation>Попытки входа просмотрены</translation>
        </message>
        <message>
            <source>Order placed</source>
            <translation>Назначение сделано</translation>
        </message>
        <message>
            <source>Order opened again</source>
            <translation>Назначение возвращено</translation>
        </message>
        <message>
            <source>Result came for an order</source>
            <translation>Пришёл результат назначения</translation>
        </message>
        <message>
            <source>State of an order changed</source>
            <translation>Состояние назначения изменено</translation>
        </message>
        <message>
            <source>Ministry asked about a message</source>
            <translation>Министерство спрошено о сообщении</translation>
        </message>
        <message>
            <source>Message put into the outbox</source>
            <translation>Сообщение поставлено в очередь</translation>
        </message>
        <message>
            <source>Not subject to sending</source>
            <translation>Отправке не подлежит</translation>
        </message>
        <message>
            <source>Message looked at</source>
            <translation>Сообщение просмотрено</translation>
        </message>
        <message>
            <source>Message sent</source>
            <translation>Сообщение отправлено</translation>
        </message>
        <message>
            <source>Message to be sent again</source>
            <translation>Сообщение отправляется снова</translation>
        </message>
        <message>
            <source>Message replaced by a newer one</source>
            <translation>Сообщение заменено новым</translation>
        </message>
        <message>
            <source>Colleague asked for a part of a record</source>
            <translation>Коллегу попросили о части записи</translation>
        </message>
        <message>
            <source>Signed part opened again</source>
            <translation>Подписанная часть открыта снова</translation>
        </message>
        <message>
            <source>Part of a record signed</source>
            <translation>Подписана часть записи</translation>
        </message>
        <message>
            <source>Part of a record withdrawn</source>
            <translation>Часть записи отозвана</translation>
        </message>
        <message>
            <source>Part of a record written</source>
            <translation>Написана часть записи</translation>
        </message>
        <message>
            <source>Patient registered</source>
            <translation>Пациент зарегистрирован</translation>
        </message>
        <message>
            <source>Patient's particulars changed</source>
            <translation>Данные пациента изменены</translation>
        </message>
        <message>
            <source>Patient withdrawn</source>
            <translation>Пациент отозван</translation>
        </message>
        <message>
            <source>Practice made</source>
            <translation>Практика создана</translation>
        </message>
        <message>
            <source>Practice's particulars changed</source>
            <translation>Данные практики изменены</translation>
        </message>
        <message>
            <source>Reading typed</source>
            <translation>Показание введено</translation>
        </message>
        <message>
            <source>Readings of a device's file added</source>
            <translation>Показания из файла аппарата внесены</translation>
        </message>
        <message>
            <source>Reading withdrawn</source>
            <translation>Показание отозвано</translation>
        </message>
        <message>
            <source>Certificate of the receiver made</source>
            <translation>Сертификат приёмника создан</translation>
        </message>
        <message>
            <source>Check of devices' certificates switched</source>
            <translation>Проверка сертификатов аппаратов переключена</translation>
        </message>
        <message>
            <source>Ports of the receiver changed</source>
            <translation>Порты приёмника изменены</translation>
        </message>
        <message>
            <source>Trusted certificates of devices set</source>
            <translation>Доверенные сертификаты аппаратов заданы</translation>
        </message>
        <message>
            <source>Record closed</source>
            <translation>Запись закрыта</translation>
        </message>
        <message>
            <source>Edited copy of a record filed</source>
            <translation>Исправленная копия записи внесена</translation>
        </message>
        <message>
            <source>Bytes of a record looked at</source>
            <translation>Байты записи просмотрены</translation>
        </message>
        <message>
            <source>Record opened again</source>
            <translation>Запись возвращена</translation>
        </message>
        <message>
            <source>Record read anew</source>
            <translation>Запись прочитана заново</translation>
        </message>
        <message>
            <source>Record could not be read</source>
            <translation>Запись не прочитана</translation>
        </message>
        <message>
            <source>Result opened</source>
            <translation>Результат открыт</translation>
        </message>
        <message>
            <source>Result received</source>
            <translation>Результат принят</translation>
        </message>
        <message>
            <source>Result assigned to the patient</source>
            <translation>Результат привязан к пациенту</translation>
        </message>
        <message>
            <source>Result left without a patient</source>
            <translation>Результат оставлен без пациента</translation>
        </message>
        <message>
            <source>Result moved to another card</source>
            <translation>Результат перенесён в другую карту</translation>
        </message>
        <message>
            <source>Result taken from the card</source>
            <translation>Результат убран из карты</translation>
        </message>
        <message>
            <source>Rules of locking changed</source>
            <translation>Правила блокировки изменены</translation>
        </message>
        <message>
            <source>Rules of logging in changed</source>
            <translation>Изменены правила входа</translation>
        </message>
        <message>
            <source>Service about revocation set</source>
            <translation>Настроена служба отзыва</translation>
        </message>
        <message>
            <source>Time-stamp address set</source>
            <translation>Адрес меток времени задан</translation>
        </message>
        <message>
            <source>Signature completed with evidence</source>
            <translation>Подпись дополнена доказательствами</translation>
        </message>
        <message>
            <source>Signature verified again</source>
            <translation>Подпись проверена повторно</translation>
        </message>
        <message>
            <source>Proof of a signature renewed</source>
            <translation>Доказательство подписи обновлено</translation>
        </message>
        <message>
            <source>Signature marked for a person to look at</source>
            <translation>Подпись отмечена для просмотра человеком</translation>
        </message>
        <message>
            <source>Completion of a signature hurried</source>
            <translation>Дополнение подписи ускорено</translation>
        </message>
        <message>
            <source>Marked signature was looked at</source>
            <translation>Отмеченная подпись просмотрена</translation>
        </message>
        <message>
            <source>Signature time-stamped</source>
            <translation>Подпись получила метку времени</translation>
        </message>
        <message>
            <source>Examination performed at a device</source>
            <translation>Исследование выполнено на аппарате</translation>
        </message>
        <message>
            <source>Images added to a study</source>
            <translation>К исследованию добавлены снимки</translation>
        </message>
        <message>
            <source>Study fetched from another archive</source>
            <translation>Исследование получено из другого архива</translation>
        </message>
        <message>
            <source>Study joined again</source>
            <translation>Исследование снова объединено</translation>
        </message>
        <message>
            <source>Archive asked by a workstation</source>
            <translation>Архив запрошен рабочей станцией</translation>
        </message>
        <message>
            <source>Study opened</source>
            <translation>Исследование открыто</translation>
        </message>
        <message>
            <source>Study received</source>
            <translation>Исследование принято</translation>
        </message>
        <message>
            <source>Study sent to another place</source>
            <translation>Исследование отправлено в другое место</translation>
        </message>
        <message>
            <source>Study split</source>
            <translation>Исследование разделено</translation>
        </message>
        <message>
            <source>Template renamed</source>
            <translation>Шаблон переименован</translation>
        </message>
        <message>
            <source>Template restored</source>
            <translation>Шаблон восстановлен</translation>
        </message>
        <message>
            <source>Template saved</source>
            <translation>Шаблон сохранён</translation>
        </message>
        <message>
            <source>Template withdrawn</source>
            <translation>Шаблон убран</translation>
        </message>
        <message>
            <source>Time-stamp address tried</source>
            <translation>Адрес меток времени проверен</translation>
        </message>
        <message>
            <source>Test authority trusted</source>
            <translation>Задан тестовый удостоверяющий центр</translation>
        </message>
        <message>
            <source>Step taken back</source>
            <translation>Действие отменено</translation>
        </message>
        <message>
            <source>Unread record closed</source>
            <translation>Непрочитанная запись закрыта</translation>
        </message>
        <message>
            <source>Correction of a visit begun</source>
            <translation>Исправление приёма начато</translation>
        </message>
        <message>
            <source>Note of a visit changed</source>
            <translation>Запись приёма изменена</translation>
        </message>
        <message>
            <source>Visit finished, signature waits</source>
            <translation>Приём завершён, подпись ждёт</translation>
        </message>
        <message>
            <source>Language of a visit changed</source>
            <translation>Язык приёма изменён</translation>
        </message>
        <message>
            <source>Visit begun</source>
            <translation>Приём начат</translation>
        </message>
        <message>
            <source>Visit without a booking begun</source>
            <translation>Приём без записи начат</translation>
        </message>
        <message>
            <source>Waiting visit taken back</source>
            <translation>Ожидающий приём возвращён</translation>
        </message>
        <message>
            <source>Visit withdrawn</source>
            <translation>Приём отозван</translation>
        </message>
        <message>
            <source>Names in the log of the wire shown</source>
            <translation>Имена в журнале обмена показаны</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>Nothing was signed.</source>
            <translation>Ничего не подписано.</translation>
        </message>
        <message>
            <source>The PIN of the token is wrong.</source>
            <translation>PIN-код токена неверен.</translation>
        </message>
        <message>
            <source>Nothing was signed. The token counts wrong PINs; after two the program stops.</source>
            <translation>Ничего не подписано. Токен считает неверные PIN; после двух программа остановится.</translation>
        </message>
        <message>
            <source>The PIN was wrong twice; the program does not try it again.</source>
            <translation>PIN дважды неверен; программа больше не пробует.</translation>
        </message>
        <message>
            <source>One more mistake could lock the token. Check the PIN with the tool of its maker.</source>
            <translation>Ещё одна ошибка может заблокировать токен. Проверьте PIN программой изготовителя.</translation>
        </message>
        <message>
            <source>The token has locked itself after too many wrong PINs.</source>
            <translation>Токен заблокировался после многих неверных PIN.</translation>
        </message>
        <message>
            <source>Unlock it with the tool of its maker, or at the certification authority.</source>
            <translation>Разблокируйте его программой изготовителя или в удостоверяющем центре.</translation>
        </message>
        <message>
            <source>The token was pulled out.</source>
            <translation>Токен был вынут.</translation>
        </message>
        <message>
            <source>Nothing was signed. Put it in and sign again.</source>
            <translation>Ничего не подписано. Вставьте его и подпишите снова.</translation>
        </message>
        <message>
            <source>NCALayer has a window open already.</source>
            <translation>У NCALayer уже открыто окно.</translation>
        </message>
        <message>
            <source>Finish or close that window, then try again.</source>
            <translation>Завершите или закройте то окно и попробуйте снова.</translation>
        </message>
        <message>
            <source>The key that was chosen is not the one that is needed.</source>
            <translation>Выбран не тот ключ, который нужен.</translation>
        </message>
        <message>
            <source>Nothing was signed. Choose your own key for signing, in use and not expired.</source>
            <translation>Ничего не подписано. Выберите свой ключ для подписи, действующий и не просроченный.</translation>
        </message>
        <message>
            <source>What came back is no signature.</source>
            <translation>То, что вернулось, не подпись.</translation>
        </message>
        <message>
            <source>Nothing was kept. Try again; if it repeats, start NCALayer anew.</source>
            <translation>Ничего не сохранено. Попробуйте снова; если повторится, перезапустите NCALayer.</translation>
        </message>
        <message>
            <source>What came back is a signature of something else.</source>
            <translation>Вернулась подпись чего-то другого.</translation>
        </message>
        <message>
            <source>It was not taken. Sign again; if it repeats, tell support.</source>
            <translation>Она не принята. Подпишите снова; если повторится, сообщите поддержке.</translation>
        </message>
        <message>
            <source>This key was replaced already.</source>
            <translation>Этот ключ уже заменён.</translation>
        </message>
        <message>
            <source>This is the same certificate.</source>
            <translation>Это тот же самый сертификат.</translation>
        </message>
        <message>
            <source>Choose the new key that the certification authority gave you.</source>
            <translation>Выберите новый ключ, который выдал удостоверяющий центр.</translation>
        </message>
        <message>
            <source>The certificate was revoked by its authority.</source>
            <translation>Сертификат отозван удостоверяющим центром.</translation>
        </message>
        <message>
            <source>Nothing was signed. Get a new key and add it in the settings.</source>
            <translation>Ничего не подписано. Получите новый ключ и добавьте его в настройках.</translation>
        </message>
        <message>
            <source>This is no library of tokens.</source>
            <translation>Это не библиотека токенов.</translation>
        </message>
        <message>
            <source>Give the whole path of the .dll or .so file that the token's maker installed.</source>
            <translation>Укажите полный путь к файлу .dll или .so, который установил изготовитель токена.</translation>
        </message>
        <message>
            <source>This is no address of NCALayer on this computer.</source>
            <translation>Это не адрес NCALayer на этом компьютере.</translation>
        </message>
        <message>
            <source>It names this computer, 127.0.0.1, by wss: documents go to no other computer to be signed.</source>
            <translation>В нём по wss назван этот компьютер, 127.0.0.1: на подпись документы не уходят на другой компьютер.</translation>
        </message>
        <message>
            <source>Start NCALayer and try again, or use a key file.</source>
            <translation>Запустите NCALayer и попробуйте снова или возьмите файл ключа.</translation>
        </message>
        <message>
            <source>NCALayer does not run on this computer.</source>
            <translation>NCALayer на этом компьютере не запущен.</translation>
        </message>
        <message>
            <source>What answers in the place of NCALayer cannot prove that it is NCALayer.</source>
            <translation>То, что отвечает на месте NCALayer, не может подтвердить, что это NCALayer.</translation>
        </message>
        <message>
            <source>Nothing was sent to it. Install NCALayer anew from pki.gov.kz.</source>
            <translation>Ему ничего не отправлено. Установите NCALayer заново с pki.gov.kz.</translation>
        </message>
        <message>
            <source>NCALayer did not answer in time.</source>
            <translation>NCALayer не ответил вовремя.</translation>
        </message>
        <message>
            <source>This NCALayer is too old.</source>
            <translation>Этот NCALayer слишком старый.</translation>
        </message>
        <message>
            <source>Install the present version from pki.gov.kz.</source>
            <translation>Установите текущую версию с pki.gov.kz.</translation>
        </message>
        <message>
            <source>No token is connected.</source>
            <translation>Токен не подключён.</translation>
        </message>
        <message>
            <source>Put the token in and try again.</source>
            <translation>Вставьте токен и попробуйте снова.</translation>
        </message>
        <message>
            <source>The program does not know the library of the tokens.</source>
            <translation>Программа не знает библиотеку токенов.</translation>
        </message>
        <message>
            <source>The administrator gives its path in the settings, or use NCALayer.</source>
            <translation>Путь к ней администратор указывает в настройках; или возьмите NCALayer.</translation>
        </message>
        <message>
            <source>The library of the tokens cannot be loaded.</source>
            <translation>Библиотека токенов не загружается.</translation>
        </message>
        <message>
            <source>Install the software of the token's maker, then check the path in the settings.</source>
            <translation>Установите программу изготовителя токена и проверьте путь в настройках.</translation>
        </message>
        <message>
            <source>The place of the key answers with an error.</source>
            <translation>Хранилище ключа отвечает ошибкой.</translation>
        </message>
        <message>
            <source>Nothing was signed. Start it anew and try again.</source>
            <translation>Ничего не подписано. Перезапустите его и попробуйте снова.</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>Файл ключа</translation>
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
            <translation>физическое лицо</translation>
        </message>
        <message>
            <source>organisation</source>
            <translation>организация</translation>
        </message>
        <message>
            <source>first head</source>
            <translation>первый руководитель</translation>
        </message>
        <message>
            <source>right to sign</source>
            <translation>с правом подписи</translation>
        </message>
        <message>
            <source>right to sign financial documents</source>
            <translation>с правом подписи финансовых документов</translation>
        </message>
        <message>
            <source>personnel department</source>
            <translation>отдел кадров</translation>
        </message>
        <message>
            <source>employee</source>
            <translation>сотрудник</translation>
        </message>
        <message>
            <source>information system</source>
            <translation>информационная система</translation>
        </message>
        <message>
            <source>treasury</source>
            <translation>казначейство</translation>
        </message>
        <message>
            <source>BIN {number}</source>
            <translation>БИН {number}</translation>
        </message>
        <message>
            <source>expired on {date}</source>
            <translation>срок истёк {date}</translation>
        </message>
        <message>
            <source>valid until {date}, {days}</source>
            <translation>действует до {date}, {days}</translation>
        </message>
        <message>
            <source>Replaced; it is kept, because documents are signed with it.</source>
            <translation>Заменён; хранится, потому что им подписаны документы.</translation>
        </message>
        <message>
            <source>Not for signing now: {why}.</source>
            <translation>Сейчас подписать им нельзя: {why}.</translation>
        </message>
        <message>
            <source>It ends in three days or less: get the new key at the NCA now.</source>
            <translation>Срок кончается через три дня или раньше: получите новый ключ в НУЦ сейчас.</translation>
        </message>
        <message>
            <source>It ends in two weeks or less: get a new key at the NCA.</source>
            <translation>Срок кончается через две недели или раньше: получите новый ключ в НУЦ.</translation>
        </message>
        <message>
            <source>It ends within a month: plan a new key.</source>
            <translation>Срок кончается в течение месяца: запланируйте новый ключ.</translation>
        </message>
        <message>
            <source>Nobody was asked yet whether it was revoked.</source>
            <translation>Об отзыве ещё никого не спрашивали.</translation>
        </message>
        <message>
            <source>Not revoked, as the authority said on {when}.</source>
            <translation>Не отозван: ответ удостоверяющего центра, {when}.</translation>
        </message>
        <message>
            <source>it was revoked</source>
            <translation>отозван</translation>
        </message>
        <message>
            <source>it was replaced</source>
            <translation>заменён</translation>
        </message>
        <message>
            <source>the account is suspended</source>
            <translation>учётная запись приостановлена</translation>
        </message>
        <message>
            <source>the library of the tokens is not set</source>
            <translation>библиотека токенов не указана</translation>
        </message>
        <message>
            <source>the library of the tokens cannot be loaded</source>
            <translation>библиотека токенов не загружается</translation>
        </message>
        <message>
            <source>it does not run on this computer</source>
            <translation>на этом компьютере не запущен</translation>
        </message>
        <message>
            <source>it does not prove to be NCALayer</source>
            <translation>не подтверждает, что это NCALayer</translation>
        </message>
        <message>
            <source>no token is connected</source>
            <translation>токен не подключён</translation>
        </message>
        <message>
            <source>it does not answer</source>
            <translation>не отвечает</translation>
        </message>
        <message>
            <source>its version is too old</source>
            <translation>версия слишком старая</translation>
        </message>
        <message>
            <source>it answers with an error</source>
            <translation>отвечает ошибкой</translation>
        </message>
        <message>
            <source>A wrong PIN was typed already.</source>
            <translation>Неверный PIN уже вводили.</translation>
        </message>
        <message>
            <source>One more wrong PIN locks the token: check it with the tool of its maker first.</source>
            <translation>Ещё один неверный PIN заблокирует токен: сначала проверьте его программой изготовителя.</translation>
        </message>
    </context>
    <context>
        <name>login</name>
        <message>
            <source>Choose another key, or log in with the one-time code.</source>
            <translation>Выберите другой ключ или войдите по одноразовому коду.</translation>
        </message>
        <message>
            <source>The certificate has expired.</source>
            <translation>Срок действия сертификата истёк.</translation>
        </message>
        <message>
            <source>The certificate is not valid yet. Check the date of this computer.</source>
            <translation>Сертификат ещё не действует. Проверьте дату на компьютере.</translation>
        </message>
        <message>
            <source>The certificate was revoked by its authority.</source>
            <translation>Сертификат отозван удостоверяющим центром.</translation>
        </message>
        <message>
            <source>The authority says that it never issued this certificate.</source>
            <translation>Удостоверяющий центр сообщает, что не выпускал такого сертификата.</translation>
        </message>
        <message>
            <source>This key is meant for signing, not for logging in (AUTH_RSA, GOST).</source>
            <translation>Этот ключ для подписания, а не для входа (нужен AUTH_RSA или GOST).</translation>
        </message>
        <message>
            <source>The practice does not trust the authority of this certificate.</source>
            <translation>Практика не доверяет центру, выдавшему этот сертификат.</translation>
        </message>
        <message>
            <source>The certificate is not really from the authority it names.</source>
            <translation>Сертификат на самом деле выдан не тем центром, который в нём указан.</translation>
        </message>
        <message>
            <source>This is the certificate of an authority, not of a person.</source>
            <translation>Это сертификат удостоверяющего центра, а не человека.</translation>
        </message>
        <message>
            <source>There is something in the certificate that is not known.</source>
            <translation>В сертификате есть неизвестное обязательное расширение.</translation>
        </message>
        <message>
            <source>The algorithm of this certificate is not permitted.</source>
            <translation>Алгоритм этого сертификата не разрешён.</translation>
        </message>
        <message>
            <source>This is a test key; a real practice does not accept it.</source>
            <translation>Это тестовый ключ; настоящая практика его не принимает.</translation>
        </message>
        <message>
            <source>This is a real key; a test practice does not accept it.</source>
            <translation>Это настоящий ключ; тестовая практика его не принимает.</translation>
        </message>
        <message>
            <source>The certificate belongs to another person than this user.</source>
            <translation>Сертификат принадлежит не этому пользователю, а другому человеку.</translation>
        </message>
        <message>
            <source>There is no valid IIN in the certificate.</source>
            <translation>В сертификате нет верного ИИН.</translation>
        </message>
        <message>
            <source>The program does not know this user's IIN.</source>
            <translation>Программа не знает ИИН этого пользователя.</translation>
        </message>
        <message>
            <source>This practice does not accept certificates for logging in.</source>
            <translation>В этой практике вход по сертификату не разрешён.</translation>
        </message>
        <message>
            <source>This certificate is not allowed to log in, or no longer.</source>
            <translation>Этому сертификату вход не разрешён или больше не разрешён.</translation>
        </message>
        <message>
            <source>Nobody can say now whether the certificate was revoked.</source>
            <translation>Сейчас невозможно узнать, не отозван ли сертификат.</translation>
        </message>
        <message>
            <source>What was signed is not what was asked for now.</source>
            <translation>Подписано не то, что было запрошено сейчас.</translation>
        </message>
        <message>
            <source>The signature came later than two minutes after it was asked for.</source>
            <translation>Подпись пришла позже чем через две минуты после запроса.</translation>
        </message>
        <message>
            <source>The signature of the key is not right.</source>
            <translation>Подпись ключа неверна.</translation>
        </message>
        <message>
            <source>These bytes are signed to log in, and for nothing else.</source>
            <translation>Эти байты подписывают только для входа.</translation>
        </message>
        <message>
            <source>Nothing was signed. Ask whoever gave you the file what it is meant for.</source>
            <translation>Ничего не подписано. Спросите того, кто дал файл, для чего он нужен.</translation>
        </message>
        <message>
            <source>This practice does not accept one-time codes.</source>
            <translation>В этой практике одноразовые коды не принимаются.</translation>
        </message>
        <message>
            <source>Log in with your certificate; the recovery sheet helps where it is lost.</source>
            <translation>Войдите по сертификату; если он утерян, поможет лист восстановления.</translation>
        </message>
        <message>
            <source>One of the two second factors must stay.</source>
            <translation>Хотя бы один второй фактор должен остаться.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ничего не изменено.</translation>
        </message>
        <message>
            <source>You have not logged in with a certificate yet.</source>
            <translation>Вы ещё не входили по сертификату.</translation>
        </message>
        <message>
            <source>Do it once before codes are given up: otherwise nobody might get in.</source>
            <translation>Сделайте это один раз, прежде чем отказаться от кодов: иначе никто не сможет войти.</translation>
        </message>
        <message>
            <source>This is your only certificate, and codes are not accepted.</source>
            <translation>Это ваш единственный сертификат, а коды не принимаются.</translation>
        </message>
        <message>
            <source>Add another certificate before you take this one away.</source>
            <translation>Добавьте другой сертификат, прежде чем убрать этот.</translation>
        </message>
        <message>
            <source>Whether your certificate was revoked could not be asked now. It is asked again at the next login.</source>
            <translation>Сейчас не удалось узнать, не отозван ли ваш сертификат. Это будет спрошено при следующем входе.</translation>
        </message>
    </context>
    <context>
        <name>matching</name>
        <message>
            <source>given by a person</source>
            <translation>назначил человек</translation>
        </message>
        <message>
            <source>number of our order</source>
            <translation>номер назначения</translation>
        </message>
        <message>
            <source>step of our order</source>
            <translation>шаг назначения</translation>
        </message>
        <message>
            <source>study already known</source>
            <translation>исследование уже известно</translation>
        </message>
        <message>
            <source>IIN</source>
            <translation>ИИН</translation>
        </message>
        <message>
            <source>birth date</source>
            <translation>дата рождения</translation>
        </message>
        <message>
            <source>name</source>
            <translation>имя</translation>
        </message>
        <message>
            <source>name in other letters</source>
            <translation>имя другими буквами</translation>
        </message>
        <message>
            <source>name with its parts swapped</source>
            <translation>части имени переставлены</translation>
        </message>
        <message>
            <source>similar name</source>
            <translation>похожее имя</translation>
        </message>
        <message>
            <source>sex</source>
            <translation>пол</translation>
        </message>
        <message>
            <source>our patient number</source>
            <translation>наш номер пациента</translation>
        </message>
        <message>
            <source>booked that day</source>
            <translation>записан на этот день</translation>
        </message>
        <message>
            <source>booked for this device</source>
            <translation>записан на это устройство</translation>
        </message>
        <message>
            <source>IIN differs in one digit</source>
            <translation>ИИН отличается одной цифрой</translation>
        </message>
        <message>
            <source>day and month of birth swapped</source>
            <translation>день и месяц рождения переставлены</translation>
        </message>
        <message>
            <source>same birth year, another day</source>
            <translation>год рождения тот же, день другой</translation>
        </message>
        <message>
            <source>another birth date</source>
            <translation>другая дата рождения</translation>
        </message>
        <message>
            <source>another sex</source>
            <translation>другой пол</translation>
        </message>
        <message>
            <source>another name</source>
            <translation>другое имя</translation>
        </message>
        <message>
            <source>another IIN</source>
            <translation>другой ИИН</translation>
        </message>
        <message>
            <source>Matched: {reasons}</source>
            <translation>Сопоставлено: {reasons}</translation>
        </message>
        <message>
            <source>no identifier was sent</source>
            <translation>нет идентификатора</translation>
        </message>
        <message>
            <source>only the device's own number</source>
            <translation>только номер устройства</translation>
        </message>
        <message>
            <source>only a name</source>
            <translation>только имя</translation>
        </message>
        <message>
            <source>IIN not in the registry</source>
            <translation>ИИН не найден</translation>
        </message>
        <message>
            <source>IIN without a birth date</source>
            <translation>ИИН без даты рождения</translation>
        </message>
        <message>
            <source>birth date differs</source>
            <translation>дата рождения не совпала</translation>
        </message>
        <message>
            <source>two orders disagree</source>
            <translation>два назначения расходятся</translation>
        </message>
        <message>
            <source>two IINs were sent</source>
            <translation>прислано два ИИН</translation>
        </message>
        <message>
            <source>order and IIN disagree</source>
            <translation>назначение и ИИН расходятся</translation>
        </message>
        <message>
            <source>numbers of two patients</source>
            <translation>номера двух пациентов</translation>
        </message>
        <message>
            <source>study number of another patient</source>
            <translation>номер исследования другого пациента</translation>
        </message>
        <message>
            <source>not the object that was announced</source>
            <translation>не тот объект, который был объявлен</translation>
        </message>
        <message>
            <source>taken out of a card</source>
            <translation>убрано из карты</translation>
        </message>
        <message>
            <source>part of a study of somebody else</source>
            <translation>часть чужого исследования</translation>
        </message>
        <message>
            <source>left on purpose</source>
            <translation>оставлено намеренно</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>не читается</translation>
        </message>
        <message>
            <source>no HL7 header (MSH) at the beginning</source>
            <translation>в начале нет заголовка HL7 (MSH)</translation>
        </message>
        <message>
            <source>not HL7: perhaps another protocol on this port</source>
            <translation>не HL7: возможно, на этом порту другой протокол</translation>
        </message>
        <message>
            <source>the message is larger than 64 MB</source>
            <translation>сообщение больше 64 МБ</translation>
        </message>
        <message>
            <source>more segments than any device sends</source>
            <translation>сегментов больше, чем шлёт любой аппарат</translation>
        </message>
        <message>
            <source>no DICOM object</source>
            <translation>не объект DICOM</translation>
        </message>
        <message>
            <source>cut off: the connection ended in the middle</source>
            <translation>обрыв: связь кончилась на середине</translation>
        </message>
        <message>
            <source>the message does not end</source>
            <translation>сообщение не заканчивается</translation>
        </message>
        <message>
            <source>a fault of our reader: show it to support</source>
            <translation>ошибка нашего чтения: покажите поддержке</translation>
        </message>
        <message>
            <source>a fault of ours while filing: show it to support</source>
            <translation>наша ошибка при приёме: покажите поддержке</translation>
        </message>
        <message>
            <source>by these letters it falls into other parts</source>
            <translation>с этими буквами делится иначе</translation>
        </message>
        <message>
            <source>letters that the character set does not have</source>
            <translation>буквы, которых нет в кодировке</translation>
        </message>
        <message>
            <source>nothing is changed yet</source>
            <translation>пока ничего не изменено</translation>
        </message>
        <message>
            <source>destroyed in the archive</source>
            <translation>уничтожено в архиве</translation>
        </message>
        <message>
            <source>cannot be read: {code}</source>
            <translation>не читается: {code}</translation>
        </message>
        <message>
            <source>question of a device</source>
            <translation>вопрос аппарата</translation>
        </message>
        <message>
            <source>order of another system</source>
            <translation>заказ другой системы</translation>
        </message>
        <message>
            <source>patient of another system</source>
            <translation>пациент другой системы</translation>
        </message>
        <message>
            <source>answer to a message of ours</source>
            <translation>ответ на наше сообщение</translation>
        </message>
        <message>
            <source>result message without results</source>
            <translation>сообщение о результате без результатов</translation>
        </message>
        <message>
            <source>message of another kind</source>
            <translation>сообщение другого вида</translation>
        </message>
        <message>
            <source>test of our own</source>
            <translation>наша проба</translation>
        </message>
    </context>
    <context>
        <name>moving</name>
        <message>
            <source>Cite in the note</source>
            <translation>Сослаться в записи</translation>
        </message>
        <message>
            <source>Move to another patient…</source>
            <translation>Перенести другому пациенту…</translation>
        </message>
        <message>
            <source>Split the study…</source>
            <translation>Разделить исследование…</translation>
        </message>
        <message>
            <source>Send to an archive…</source>
            <translation>Отправить в архив…</translation>
        </message>
        <message>
            <source>Moved to the card of {name}</source>
            <translation>Перенесено в карту: {name}</translation>
        </message>
        <message>
            <source>The marked images are in the card of {name}</source>
            <translation>Отмеченные снимки в карте: {name}</translation>
        </message>
        <message>
            <source>The marked images wait in the inbox</source>
            <translation>Отмеченные снимки ждут во входящих</translation>
        </message>
    </context>
    <context>
        <name>orders</name>
        <message>
            <source>Blood count</source>
            <translation>Анализ крови</translation>
        </message>
        <message>
            <source>Chemistry</source>
            <translation>Биохимия</translation>
        </message>
        <message>
            <source>Urine</source>
            <translation>Моча</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>срочно</translation>
        </message>
        <message>
            <source>soon</source>
            <translation>побыстрее</translation>
        </message>
        <message>
            <source>routine</source>
            <translation>планово</translation>
        </message>
        <message>
            <source>ordered</source>
            <translation>заказан</translation>
        </message>
        <message>
            <source>sent, no answer yet</source>
            <translation>отправлен, ответа ещё нет</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>принят</translation>
        </message>
        <message>
            <source>refused by the device</source>
            <translation>аппарат отклонил</translation>
        </message>
        <message>
            <source>not delivered</source>
            <translation>не доставлен</translation>
        </message>
        <message>
            <source>result arrived</source>
            <translation>результат пришёл</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменён</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>ответа вовремя не было</translation>
        </message>
        <message>
            <source>not reached</source>
            <translation>нет связи</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>не подключён</translation>
        </message>
        <message>
            <source>no address is set for it</source>
            <translation>адрес не указан</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>занят</translation>
        </message>
        <message numerus="yes">
            <source>{tests} and %n more</source>
            <translation>
                <numerusform>{tests} и ещё %n</numerusform>
                <numerusform>{tests} и ещё %n</numerusform>
                <numerusform>{tests} и ещё %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>outbox</name>
        <message>
            <source>Record of a visit</source>
            <translation>Запись приёма</translation>
        </message>
        <message>
            <source>Document file</source>
            <translation>Файл документа</translation>
        </message>
        <message>
            <source>correction</source>
            <translation>исправление</translation>
        </message>
        <message>
            <source>withdrawal</source>
            <translation>отзыв</translation>
        </message>
        <message>
            <source>held</source>
            <translation>удержано</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>ждёт</translation>
        </message>
        <message>
            <source>being sent</source>
            <translation>отправляется</translation>
        </message>
        <message>
            <source>sent, no answer</source>
            <translation>отправлено, ответа нет</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>принято</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>отклонено</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>заменено</translation>
        </message>
        <message>
            <source>sending this is not switched on yet</source>
            <translation>отправка этого ещё не включена</translation>
        </message>
        <message>
            <source>will be asked about before it is sent again</source>
            <translation>сначала спросим, потом повторим</translation>
        </message>
        <message>
            <source>the time stamp of its signature</source>
            <translation>метку времени подписи</translation>
        </message>
        <message>
            <source>its document file goes first</source>
            <translation>сначала уйдёт файл документа</translation>
        </message>
        <message>
            <source>an earlier event of this patient</source>
            <translation>более раннее событие пациента</translation>
        </message>
        <message>
            <source>the next attempt</source>
            <translation>следующую попытку</translation>
        </message>
        <message>
            <source>its turn</source>
            <translation>свою очередь</translation>
        </message>
        <message>
            <source>rejected: a field is to be corrected</source>
            <translation>отклонено: исправить поле</translation>
        </message>
        <message>
            <source>not now: will be repeated</source>
            <translation>не сейчас: повторим</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>нет ответа</translation>
        </message>
        <message>
            <source>not sent: no connection</source>
            <translation>не отправлено: нет связи</translation>
        </message>
        <message>
            <source>only asked</source>
            <translation>только запрос</translation>
        </message>
    </context>
    <context>
        <name>patients</name>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
        <message>
            <source>passport</source>
            <translation>паспорт</translation>
        </message>
        <message>
            <source>identity card</source>
            <translation>удостоверение личности</translation>
        </message>
        <message>
            <source>birth certificate</source>
            <translation>свидетельство о рождении</translation>
        </message>
        <message>
            <source>residence permit</source>
            <translation>вид на жительство</translation>
        </message>
        <message>
            <source>newborn: mother's IIN</source>
            <translation>новорождённый: ИИН матери</translation>
        </message>
        <message>
            <source>other document</source>
            <translation>другой документ</translation>
        </message>
        <message>
            <source>same IIN</source>
            <translation>тот же ИИН</translation>
        </message>
        <message>
            <source>IIN differs in one digit: {ours}</source>
            <translation>ИИН отличается одной цифрой: {ours}</translation>
        </message>
        <message>
            <source>another IIN: {ours}</source>
            <translation>другой ИИН: {ours}</translation>
        </message>
        <message>
            <source>same name</source>
            <translation>то же имя</translation>
        </message>
        <message>
            <source>same birth date</source>
            <translation>та же дата рождения</translation>
        </message>
        <message>
            <source>same birth year, another day: {ours}</source>
            <translation>тот же год рождения, другой день: {ours}</translation>
        </message>
        <message>
            <source>another birth date: {ours}</source>
            <translation>другая дата рождения: {ours}</translation>
        </message>
    </context>
    <context>
        <name>results</name>
        <message>
            <source>demonstration, not a clinical value</source>
            <translation>демонстрация, не клиническое значение</translation>
        </message>
        <message>
            <source>↑ high</source>
            <translation>↑ выше нормы</translation>
        </message>
        <message>
            <source>↑↑ critically high</source>
            <translation>↑↑ критически высоко</translation>
        </message>
        <message>
            <source>↓ low</source>
            <translation>↓ ниже нормы</translation>
        </message>
        <message>
            <source>↓↓ critically low</source>
            <translation>↓↓ критически низко</translation>
        </message>
        <message>
            <source>abnormal</source>
            <translation>вне нормы</translation>
        </message>
        <message>
            <source>critically abnormal</source>
            <translation>критически вне нормы</translation>
        </message>
        <message>
            <source>above the instrument's scale</source>
            <translation>выше шкалы прибора</translation>
        </message>
        <message>
            <source>below the instrument's scale</source>
            <translation>ниже шкалы прибора</translation>
        </message>
        <message>
            <source>Systolic blood pressure</source>
            <translation>Систолическое давление</translation>
        </message>
        <message>
            <source>Diastolic blood pressure</source>
            <translation>Диастолическое давление</translation>
        </message>
        <message>
            <source>Heart rate</source>
            <translation>Пульс</translation>
        </message>
        <message>
            <source>Glucose</source>
            <translation>Глюкоза</translation>
        </message>
        <message>
            <source>Body weight</source>
            <translation>Вес</translation>
        </message>
        <message>
            <source>Body height</source>
            <translation>Рост</translation>
        </message>
        <message>
            <source>Body temperature</source>
            <translation>Температура</translation>
        </message>
        <message>
            <source>Oxygen saturation</source>
            <translation>Сатурация</translation>
        </message>
        <message>
            <source>Waist circumference</source>
            <translation>Окружность талии</translation>
        </message>
        <message>
            <source>Respiratory rate</source>
            <translation>Частота дыхания</translation>
        </message>
        <message>
            <source>Body mass index</source>
            <translation>Индекс массы тела</translation>
        </message>
        <message>
            <source>Body fat</source>
            <translation>Жир тела</translation>
        </message>
        <message>
            <source>RR interval</source>
            <translation>Интервал RR</translation>
        </message>
        <message>
            <source>PR interval</source>
            <translation>Интервал PQ</translation>
        </message>
        <message>
            <source>QRS duration</source>
            <translation>Длительность QRS</translation>
        </message>
        <message>
            <source>QT interval</source>
            <translation>Интервал QT</translation>
        </message>
        <message>
            <source>QTc interval</source>
            <translation>Интервал QTc</translation>
        </message>
        <message>
            <source>P axis</source>
            <translation>Ось P</translation>
        </message>
        <message>
            <source>QRS axis</source>
            <translation>Ось QRS</translation>
        </message>
        <message>
            <source>T axis</source>
            <translation>Ось T</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message numerus="yes">
            <source>curve, %n sample(s)</source>
            <translation>
                <numerusform>кривая, %n точка</numerusform>
                <numerusform>кривая, %n точки</numerusform>
                <numerusform>кривая, %n точек</numerusform>
            </translation>
        </message>
        <message>
            <source>picture</source>
            <translation>снимок</translation>
        </message>
        <message>
            <source>curve</source>
            <translation>кривая</translation>
        </message>
        <message>
            <source>document</source>
            <translation>документ</translation>
        </message>
        <message>
            <source>typed in, measured here</source>
            <translation>введено вручную, измерено здесь</translation>
        </message>
        <message>
            <source>measured by the patient at home</source>
            <translation>измерено пациентом дома</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>вручную</translation>
        </message>
        <message>
            <source>at home</source>
            <translation>дома</translation>
        </message>
        <message>
            <source>mmHg</source>
            <translation>мм рт. ст.</translation>
        </message>
        <message>
            <source>/min</source>
            <translation>/мин</translation>
        </message>
        <message>
            <source>no change</source>
            <translation>без изменений</translation>
        </message>
    </context>
    <context>
        <name>review</name>
        <message>
            <source>The certificate that signed was revoked.</source>
            <translation>Сертификат, которым подписано, отозван.</translation>
        </message>
        <message>
            <source>The signature's files do not read back as they were stored.</source>
            <translation>Файлы подписи читаются не такими, какими были сохранены.</translation>
        </message>
        <message>
            <source>The signature is worth less than when it was last looked at.</source>
            <translation>Подпись стоит меньше, чем при прошлой проверке.</translation>
        </message>
        <message>
            <source>The signature does not hold any more.</source>
            <translation>Подпись больше не подтверждается.</translation>
        </message>
        <message>
            <source>The signature needs a look ({code}).</source>
            <translation>Подпись нужно посмотреть ({code}).</translation>
        </message>
    </context>
    <context>
        <name>sign</name>
        <message>
            <source>genuine</source>
            <translation>подлинная</translation>
        </message>
        <message>
            <source>genuine, with remarks</source>
            <translation>подлинная, с замечаниями</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>пока не подтверждена</translation>
        </message>
        <message>
            <source>NOT genuine</source>
            <translation>НЕ подлинная</translation>
        </message>
        <message>
            <source>something is missing</source>
            <translation>чего-то не хватает</translation>
        </message>
        <message>
            <source>waits for the signature</source>
            <translation>ждёт подписи</translation>
        </message>
        <message>
            <source>not finished</source>
            <translation>не завершено</translation>
        </message>
        <message>
            <source>asked to sign it too</source>
            <translation>просят подписать тоже</translation>
        </message>
        <message>
            <source>asked for a part</source>
            <translation>просят написать часть</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>подписан</translation>
        </message>
        <message>
            <source>not signed: the round was ended</source>
            <translation>не подписан: серия остановлена</translation>
        </message>
        <message>
            <source>The round was ended before it. Nothing is lost: sign it with the next one.</source>
            <translation>Серия остановилась раньше. Ничего не потеряно: подпишите со следующей.</translation>
        </message>
    </context>
    <context>
        <name>signing</name>
        <message>
            <source>Nothing was signed.</source>
            <translation>Ничего не подписано.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Ничего не изменено.</translation>
        </message>
        <message>
            <source>Programs that read PDF know no GOST keys.</source>
            <translation>Программы для чтения PDF не знают ключей ГОСТ.</translation>
        </message>
        <message>
            <source>Sign the PDF with an RSA key, or keep the signature beside it.</source>
            <translation>Подпишите PDF ключом RSA или храните подпись рядом с ним.</translation>
        </message>
        <message>
            <source>The signature with its time stamp does not fit into the PDF.</source>
            <translation>Подпись с меткой времени не помещается в PDF.</translation>
        </message>
        <message>
            <source>An XML signature has no name for the algorithm of this key.</source>
            <translation>В подписи XML нет названия для алгоритма этого ключа.</translation>
        </message>
        <message>
            <source>The list of revoked certificates is not of the authority that was asked.</source>
            <translation>Список отозванных сертификатов не от того центра, который спросили.</translation>
        </message>
        <message>
            <source>The list that was kept before stays in use. Compare the address in the settings.</source>
            <translation>В ходу остаётся прежний список. Сверьте адрес в настройках.</translation>
        </message>
        <message>
            <source>The list of revoked certificates is older than the one that is kept.</source>
            <translation>Список отозванных сертификатов старее того, что сохранён.</translation>
        </message>
        <message>
            <source>The newer one stays in use; nothing needs to be done.</source>
            <translation>В ходу остаётся более новый; делать ничего не нужно.</translation>
        </message>
        <message>
            <source>What was shown is not what would be signed.</source>
            <translation>Показано не то, что было бы подписано.</translation>
        </message>
        <message>
            <source>Nothing was signed. Open the document again and look at it before signing.</source>
            <translation>Ничего не подписано. Откройте документ заново и посмотрите его перед подписанием.</translation>
        </message>
        <message>
            <source>The patient, the practice or a part was changed after the visit was finished.</source>
            <translation>После завершения приёма изменены данные пациента, практики или часть записи.</translation>
        </message>
        <message>
            <source>Take the visit back, look at it and finish it again.</source>
            <translation>Верните приём, просмотрите и завершите его снова.</translation>
        </message>
        <message>
            <source>The visit does not wait for a signature.</source>
            <translation>Приём не ждёт подписи.</translation>
        </message>
        <message>
            <source>The part has no text yet.</source>
            <translation>В части ещё нет текста.</translation>
        </message>
        <message>
            <source>Write the text, then sign it.</source>
            <translation>Напишите текст, затем подпишите.</translation>
        </message>
        <message>
            <source>A part of the record that a colleague was asked for is not signed yet.</source>
            <translation>Часть записи, о которой попросили коллегу, ещё не подписана.</translation>
        </message>
        <message>
            <source>Wait for the colleague, or withdraw the part with the reason.</source>
            <translation>Дождитесь коллеги или отзовите часть с указанием причины.</translation>
        </message>
        <message>
            <source>The part is signed or withdrawn already.</source>
            <translation>Часть уже подписана или отозвана.</translation>
        </message>
        <message>
            <source>Open a new version of it to change it.</source>
            <translation>Чтобы изменить, откройте её новую версию.</translation>
        </message>
        <message>
            <source>The part is not signed yet: it can be changed as it is.</source>
            <translation>Часть ещё не подписана: её можно менять как есть.</translation>
        </message>
        <message>
            <source>This user may not sign documents.</source>
            <translation>Этот пользователь не может подписывать документы.</translation>
        </message>
        <message>
            <source>Choose a doctor whose account is in use.</source>
            <translation>Выберите врача с действующей учётной записью.</translation>
        </message>
        <message>
            <source>The part has no title.</source>
            <translation>У части нет названия.</translation>
        </message>
        <message>
            <source>Say in a few words what the colleague is asked for.</source>
            <translation>Напишите в двух словах, о чём просят коллегу.</translation>
        </message>
        <message>
            <source>This person has signed the document already.</source>
            <translation>Этот человек уже подписал документ.</translation>
        </message>
        <message>
            <source>Somebody else was asked to sign.</source>
            <translation>Подписать попросили другого человека.</translation>
        </message>
        <message>
            <source>The document is withdrawn.</source>
            <translation>Документ отозван.</translation>
        </message>
        <message>
            <source>This is no address of a service that tells which certificates were revoked.</source>
            <translation>Это не адрес службы, которая сообщает об отозванных сертификатах.</translation>
        </message>
        <message>
            <source>It begins with http or https; a practice marked TEST needs one of this computer.</source>
            <translation>Он начинается с http или https. Практике с пометкой ТЕСТ нужен адрес на этом компьютере.</translation>
        </message>
        <message>
            <source>There is no signature in the files.</source>
            <translation>В файлах нет подписи.</translation>
        </message>
        <message>
            <source>Choose the files that the other program wrote: CMS, in DER, PEM or base64.</source>
            <translation>Выберите файлы, которые записала другая программа: CMS в DER, PEM или base64.</translation>
        </message>
        <message>
            <source>No key is open any more.</source>
            <translation>Открытого ключа больше нет.</translation>
        </message>
        <message>
            <source>Open the key with its password and go on; what is signed stays signed.</source>
            <translation>Откройте ключ паролем и продолжайте; подписанное остаётся подписанным.</translation>
        </message>
        <message>
            <source>A key of this kind cannot stay open.</source>
            <translation>Ключ такого вида не может оставаться открытым.</translation>
        </message>
        <message>
            <source>Its own window asks for the password each time.</source>
            <translation>Пароль каждый раз спрашивает его собственное окно.</translation>
        </message>
        <message>
            <source>A key may stay open for 5, 15 or 30 minutes.</source>
            <translation>Ключ может оставаться открытым 5, 15 или 30 минут.</translation>
        </message>
        <message>
            <source>Choose one of these.</source>
            <translation>Выберите одно из них.</translation>
        </message>
    </context>
    <context>
        <name>trials</name>
        <message>
            <source>The authority answers, and its stamp is good: {time}.</source>
            <translation>Центр отвечает, его метка верна: {time}.</translation>
        </message>
        <message>
            <source>The ministry answers and lets this practice in.</source>
            <translation>Министерство отвечает и пускает эту практику.</translation>
        </message>
        <message>
            <source>Check the address.</source>
            <translation>Проверьте адрес.</translation>
        </message>
        <message>
            <source>Nobody answers at this address. Check it, the network and the firewall.</source>
            <translation>По этому адресу никто не отвечает. Проверьте его, сеть и брандмауэр.</translation>
        </message>
        <message>
            <source>The connection stands, but no answer came. Try again later.</source>
            <translation>Соединение есть, но ответа не пришло. Попробуйте позже.</translation>
        </message>
        <message>
            <source>Somebody answers, but not the ministry's service.</source>
            <translation>Кто-то отвечает, но это не служба министерства.</translation>
        </message>
        <message>
            <source>The server sends us to another address.</source>
            <translation>Сервер отсылает на другой адрес.</translation>
        </message>
        <message>
            <source>The server does not let us in. Check login and password.</source>
            <translation>Сервер не пускает. Проверьте логин и пароль.</translation>
        </message>
        <message>
            <source>The service is busy now. Try again later.</source>
            <translation>Служба сейчас занята. Попробуйте позже.</translation>
        </message>
        <message>
            <source>The service has a fault of its own. Try again later.</source>
            <translation>У службы своя неполадка. Попробуйте позже.</translation>
        </message>
        <message>
            <source>The authority refuses to stamp.</source>
            <translation>Центр отказывается ставить метку.</translation>
        </message>
        <message>
            <source>Somebody answers, but no time-stamp authority.</source>
            <translation>Кто-то отвечает, но это не центр меток времени.</translation>
        </message>
        <message>
            <source>The answer belongs to another question. Do not use this address.</source>
            <translation>Ответ относится к другому вопросу. Не используйте этот адрес.</translation>
        </message>
        <message>
            <source>The stamp is not of an authority that this practice trusts.</source>
            <translation>Метку поставил не тот центр, которому доверяет практика.</translation>
        </message>
    </context>
    <context>
        <name>viewer</name>
        <message>
            <source>image</source>
            <translation>снимок</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>ЭКГ</translation>
        </message>
        <message>
            <source>measurements</source>
            <translation>измерения</translation>
        </message>
        <message>
            <source>document</source>
            <translation>документ</translation>
        </message>
        <message>
            <source>object that cannot be shown</source>
            <translation>объект, который нельзя показать</translation>
        </message>
        <message>
            <source>The object is kept unchanged and can be exported.</source>
            <translation>Объект хранится без изменений, его можно экспортировать.</translation>
        </message>
        <message>
            <source>There is no picture in this object.</source>
            <translation>В этом объекте нет изображения.</translation>
        </message>
        <message>
            <source>The picture is damaged: the device sent it so.</source>
            <translation>Изображение повреждено: таким его прислало устройство.</translation>
        </message>
        <message>
            <source>The picture is cut off: the device sent it so.</source>
            <translation>Изображение обрезано: таким его прислало устройство.</translation>
        </message>
        <message>
            <source>This frame is missing in the object.</source>
            <translation>Этого кадра в объекте нет.</translation>
        </message>
        <message>
            <source>This compression is not known.</source>
            <translation>Такое сжатие неизвестно.</translation>
        </message>
        <message>
            <source>Videos are not shown yet.</source>
            <translation>Видео пока не показывается.</translation>
        </message>
        <message>
            <source>The picture is too large to be shown.</source>
            <translation>Изображение слишком велико для показа.</translation>
        </message>
        <message>
            <source>The object cannot be read.</source>
            <translation>Объект не читается.</translation>
        </message>
        <message>
            <source>The curve cannot be read.</source>
            <translation>Кривая не читается.</translation>
        </message>
        <message>
            <source>The curve is compressed in a way that is not drawn.</source>
            <translation>Кривая сжата способом, который не рисуется.</translation>
        </message>
        <message>
            <source>The file was changed or cut: its checksum does not agree.</source>
            <translation>Файл изменён или обрезан: контрольная сумма не сходится.</translation>
        </message>
        <message>
            <source>The PDF cannot be read.</source>
            <translation>PDF не читается.</translation>
        </message>
        <message>
            <source>The picture could not be decoded.</source>
            <translation>Не удалось раскодировать изображение.</translation>
        </message>
        <message>
            <source>Decoding the picture took too long and was stopped.</source>
            <translation>Раскодирование заняло слишком много времени и остановлено.</translation>
        </message>
        <message>
            <source>The stored bytes are damaged; a backup may hold them whole.</source>
            <translation>Сохранённые байты повреждены; в резервной копии они могут быть целы.</translation>
        </message>
        <message>
            <source>This kind of object cannot be shown.</source>
            <translation>Такой объект показать нельзя.</translation>
        </message>
    </context>
    <context>
        <name>visit</name>
        <message>
            <source>Complaints</source>
            <translation>Жалобы</translation>
        </message>
        <message>
            <source>Anamnesis</source>
            <translation>Анамнез</translation>
        </message>
        <message>
            <source>Objective status</source>
            <translation>Объективный статус</translation>
        </message>
        <message>
            <source>Indicators</source>
            <translation>Показатели</translation>
        </message>
        <message>
            <source>Diagnosis</source>
            <translation>Диагноз</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>План</translation>
        </message>
        <message>
            <source>Prescription</source>
            <translation>Назначения</translation>
        </message>
        <message>
            <source>Recommendations</source>
            <translation>Рекомендации</translation>
        </message>
        <message>
            <source>Gaps of a template</source>
            <translation>Пропуски шаблона</translation>
        </message>
        <message>
            <source>Medicine</source>
            <translation>Лекарство</translation>
        </message>
        <message>
            <source>Form and strength</source>
            <translation>Форма и дозировка</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>Разовая доза</translation>
        </message>
        <message>
            <source>Route</source>
            <translation>Путь введения</translation>
        </message>
        <message>
            <source>How often</source>
            <translation>Как часто</translation>
        </message>
        <message>
            <source>How long</source>
            <translation>Сколько времени</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Количество</translation>
        </message>
        <message>
            <source>Note for the patient</source>
            <translation>Пояснение пациенту</translation>
        </message>
        <message>
            <source>Still missing: {fields}</source>
            <translation>Не хватает: {fields}</translation>
        </message>
        <message>
            <source>Recorded allergy of this patient: {substances}</source>
            <translation>У пациента записана аллергия: {substances}</translation>
        </message>
        <message>
            <source>therapy</source>
            <translation>терапия</translation>
        </message>
        <message>
            <source>ultrasound</source>
            <translation>УЗИ</translation>
        </message>
        <message>
            <source>cardiology</source>
            <translation>кардиология</translation>
        </message>
        <message>
            <source>Temp.</source>
            <translation>Темп.</translation>
        </message>
        <message>
            <source>BP</source>
            <translation>АД</translation>
        </message>
        <message>
            <source>mmHg</source>
            <translation>мм рт. ст.</translation>
        </message>
        <message>
            <source>Pulse</source>
            <translation>Пульс</translation>
        </message>
        <message>
            <source>/min</source>
            <translation>/мин</translation>
        </message>
        <message>
            <source>Resp.</source>
            <translation>ЧДД</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>Рост</translation>
        </message>
        <message>
            <source>cm</source>
            <translation>см</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Вес</translation>
        </message>
        <message>
            <source>kg</source>
            <translation>кг</translation>
        </message>
        <message>
            <source>Body temperature, °C</source>
            <translation>Температура тела, °C</translation>
        </message>
        <message>
            <source>Blood pressure, mmHg: systolic/diastolic</source>
            <translation>Артериальное давление, мм рт. ст.: систолическое/диастолическое</translation>
        </message>
        <message>
            <source>Pulse, beats per minute</source>
            <translation>Пульс, ударов в минуту</translation>
        </message>
        <message>
            <source>Oxygen saturation, %</source>
            <translation>Насыщение кислородом, %</translation>
        </message>
        <message>
            <source>Respiratory rate, breaths per minute</source>
            <translation>Частота дыхания, в минуту</translation>
        </message>
        <message>
            <source>Height, cm</source>
            <translation>Рост, см</translation>
        </message>
        <message>
            <source>Weight, kg</source>
            <translation>Вес, кг</translation>
        </message>
        <message>
            <source>BMI {value}</source>
            <translation>ИМТ {value}</translation>
        </message>
        <message>
            <source>main</source>
            <translation>основной</translation>
        </message>
        <message>
            <source>concomitant</source>
            <translation>сопутствующий</translation>
        </message>
        <message>
            <source>preliminary</source>
            <translation>предварительный</translation>
        </message>
        <message>
            <source>final</source>
            <translation>заключительный</translation>
        </message>
        <message>
            <source>draft</source>
            <translation>черновик</translation>
        </message>
        <message>
            <source>to sign</source>
            <translation>ждёт подписи</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>подписан</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>отозван</translation>
        </message>
        <message>
            <source>Finish and sign</source>
            <translation>Завершить и подписать</translation>
        </message>
        <message>
            <source>Insert a template</source>
            <translation>Вставить шаблон</translation>
        </message>
        <message>
            <source>Next gap of the template</source>
            <translation>Следующий пропуск шаблона</translation>
        </message>
        <message>
            <source>Previous gap of the template</source>
            <translation>Предыдущий пропуск шаблона</translation>
        </message>
        <message>
            <source>Save this note as a template</source>
            <translation>Сохранить запись как шаблон</translation>
        </message>
        <message>
            <source>Prescription of the previous visit</source>
            <translation>Назначения прошлого приёма</translation>
        </message>
        <message>
            <source>Template “{name}” is saved</source>
            <translation>Шаблон «{name}» сохранён</translation>
        </message>
        <message>
            <source>There is no gap left in the note</source>
            <translation>Пропусков в записи не осталось</translation>
        </message>
    </context>
</TS>
